"""Signing in to the API with a token."""

import re
from hmac import compare_digest

from django.utils import timezone
from knox.auth import TokenAuthentication as KnoxTokenAuthentication
from knox.crypto import hash_token
from knox.models import AuthToken
from knox.settings import CONSTANTS
from rest_framework.authentication import get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from commitments.models import User

_TOKEN = re.compile(rb"[0-9A-Za-z_]{1,200}")


class TokenAuthentication(KnoxTokenAuthentication):  # type: ignore[misc]  # knox ships no types
    """`Authorization: Token st_…`. Unlike knox's it takes no other bytes than a token has, and writes nothing: reading stays reading."""

    def authenticate(self, request: Request) -> tuple[User, AuthToken] | None:
        """The person of the token and the token; none where no token is sent, so that a session may do. Else a 401."""
        scheme, _, given = get_authorization_header(request).strip().partition(b" ")
        if scheme.lower() != b"token":
            return None
        token = given.strip()
        if not _TOKEN.fullmatch(token):
            raise AuthenticationFailed("Send the token as it was shown to you: Authorization: Token st_…")
        return self.authenticate_credentials(token)

    def authenticate_credentials(self, token: bytes) -> tuple[User, AuthToken]:
        """The person of a token that works, and the token. A token that has ended stays, for its owner to see."""
        text, digest = token.decode("ascii"), hash_token(token.decode("ascii"))
        key = text[: CONSTANTS.TOKEN_KEY_LENGTH]
        for found in AuthToken.objects.filter(token_key=key, expiry__gt=timezone.now()).select_related("user"):
            if compare_digest(digest, found.digest):
                return self.validate_user(found)
        raise AuthenticationFailed("This token does not work. It may have ended, or it was revoked.")

    def validate_user(self, auth_token: AuthToken) -> tuple[User, AuthToken]:
        """The person and the token, unless the person's account is closed."""
        if not auth_token.user.is_active:
            raise AuthenticationFailed("The account of this token is closed.")
        return auth_token.user, auth_token
