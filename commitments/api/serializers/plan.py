"""What the API gives of the plan, down to its themes, and of its reporting periods."""

from rest_framework import serializers

from commitments.models import Committee, Organisation, Post, Priority, ReportingPeriod, StatusWord, Strategy, Theme


class OrganisationSerializer(serializers.ModelSerializer[Organisation]):
    """An organisation, in few words."""

    class Meta:
        model = Organisation
        fields = ["id", "slug", "name", "short_name"]


class PostSerializer(serializers.ModelSerializer[Post]):
    """A post, by its title; who holds it is not given."""

    class Meta:
        model = Post
        fields = ["id", "title"]


class CommitteeSerializer(serializers.ModelSerializer[Committee]):
    """A committee, by its name."""

    class Meta:
        model = Committee
        fields = ["id", "name"]


class StatusWordSerializer(serializers.ModelSerializer[StatusWord]):
    """What a strategy calls a stage or a rating."""

    class Meta:
        model = StatusWord
        fields = ["code", "word", "meaning"]


class StrategySerializer(serializers.ModelSerializer[Strategy]):
    """A strategy, and what it calls its levels and statuses."""

    organisation = OrganisationSerializer(help_text="Whose strategy it is.")
    status_words = StatusWordSerializer(
        many=True, help_text="The strategy’s own words for stages and ratings, where it has any."
    )

    class Meta:
        model = Strategy
        fields = [
            *("id", "slug", "organisation", "title", "starts_on", "ends_on", "mission", "cadence", "introduction"),
            *("priority_label", "priority_label_plural", "theme_label", "theme_label_plural"),
            *("commitment_label", "commitment_label_plural", "report_title", "status_words", "follows", "illustrative"),
        ]
        extra_kwargs = {
            "slug": {"help_text": "Its name in addresses; it never changes."},
            "introduction": {"help_text": "How its reports begin."},
            "priority_label": {"help_text": "What the strategy calls a priority."},
            "theme_label": {"help_text": "What the strategy calls a theme."},
            "commitment_label": {"help_text": "What the strategy calls a commitment."},
            "follows": {"help_text": "The title of the strategy before it."},
            "illustrative": {"help_text": "What of it is made up, in demonstrations."},
        }


class PrioritySerializer(serializers.ModelSerializer[Priority]):
    """A priority of a strategy."""

    strategy = serializers.IntegerField(source="strategy_id", help_text="The id of its strategy.")
    executive_lead = PostSerializer(allow_null=True, help_text="The post that leads it.")
    committee = CommitteeSerializer(allow_null=True, help_text="The committee that oversees it.")

    class Meta:
        model = Priority
        fields = ["id", "strategy", "name", "strapline", "context", "executive_lead", "committee", "position"]
        extra_kwargs = {"position": {"help_text": "Its place in the strategy."}}


class ThemeSerializer(serializers.ModelSerializer[Theme]):
    """A theme of a priority, or a sub-theme of a theme."""

    strategy = serializers.IntegerField(source="priority.strategy_id", help_text="The id of its strategy.")
    priority = serializers.IntegerField(source="priority_id", help_text="The id of its priority.")
    parent = serializers.IntegerField(  # type: ignore[assignment]  # a field's name here, whatever a Field has of that name
        source="parent_id", allow_null=True, help_text="For a sub-theme, the id of its theme."
    )

    class Meta:
        model = Theme
        fields = ["id", "strategy", "priority", "parent", "name", "context", "position"]
        extra_kwargs = {"position": {"help_text": "Its place in the priority, or in its theme."}}


class PeriodSerializer(serializers.ModelSerializer[ReportingPeriod]):
    """A reporting period: one round of updates, which ends in one report."""

    strategy = serializers.IntegerField(source="strategy_id", help_text="The id of its strategy.")

    class Meta:
        model = ReportingPeriod
        fields = [
            *("id", "slug", "strategy", "label", "month", "scheduled_for", "delay_reason"),
            *("opens_on", "updates_due_on", "approvals_due_on", "state"),
        ]
        extra_kwargs = {
            "slug": {"help_text": "Its name in addresses; it never changes."},
            "delay_reason": {"help_text": "Why it is later than it was due."},
            "opens_on": {"help_text": "From when updates can be written."},
            "updates_due_on": {"help_text": "When updates are late."},
            "approvals_due_on": {"help_text": "When approvals are late."},
        }
