"""The people who sign in."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone

from commitments.models.fields import LineField

SYSTEM_EMAIL = "system@strategy-tracker.invalid"


class UserManager(BaseUserManager["User"]):
    """Makes users; an e-mail address is kept in small letters, so that one person has one account."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A new active user; without a password nobody can sign in as this user with one."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A new user who may use the admin site to repair."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def system(self) -> "User":
        """The user that commands act as when nobody is named; nobody can sign in as it."""
        user = self.filter(email=SYSTEM_EMAIL).first()
        return user or self.create_user(SYSTEM_EMAIL, name="Strategy Tracker", is_active=False)


class User(AbstractBaseUser, PermissionsMixin):
    """A person who reads or writes here, known by e-mail address."""

    email = models.EmailField("e-mail address", unique=True)
    name = LineField(max_length=200, blank=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField("may use the admin site", default=False)
    joined_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = UserManager()

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "email"

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(email=""), name="user_has_an_email_address"),
            models.UniqueConstraint(Lower("email"), name="one_user_per_email_address_whatever_its_case"),
        ]

    def __str__(self) -> str:
        return self.name or self.email
