"""Addresses of what is true now."""

from django.urls import path

from commitments.views.accessibility import accessibility
from commitments.views.account import account
from commitments.views.approvals import approval, approvals, update_reopen
from commitments.views.calendar import calendar, calendar_feed
from commitments.views.commitment import commitment
from commitments.views.compare import compare
from commitments.views.dashboard import dashboard
from commitments.views.home import home, strategies
from commitments.views.labels import labels, status_words
from commitments.views.leading import commitment_due, commitment_lead
from commitments.views.ledger import ledger
from commitments.views.levels import (
    priority_add,
    priority_change,
    priority_remove,
    theme_add,
    theme_change,
    theme_remove,
)
from commitments.views.lists import (
    acronym_add,
    acronym_edit,
    acronym_remove,
    acronyms,
    committee_add,
    committee_edit,
    committees,
    post_add,
    post_title,
)
from commitments.views.measure_changes import (
    limits_reset,
    measure_add,
    measure_change,
    measure_delete,
    reset_delete,
    target_add,
    target_change,
    target_delete,
)
from commitments.views.measures import measure, measure_chart, measures
from commitments.views.my_updates import my_updates, update_guidance
from commitments.views.narrative import (
    narrative,
    narrative_point_add,
    narrative_point_delete,
    narrative_point_edit,
)
from commitments.views.people import people, person_edit, person_invite
from commitments.views.plan import plan_outline
from commitments.views.plan_changes import (
    commitment_add,
    commitment_merge,
    commitment_move,
    commitment_reword,
    commitment_stop,
    commitment_undo,
)
from commitments.views.plan_order import commitment_change
from commitments.views.posts import post_edit, posts
from commitments.views.readings import reading_add, reading_correct, reading_delete, readings_paste
from commitments.views.register import register, register_csv, register_xlsx
from commitments.views.reminders import reminders
from commitments.views.round_changes import (
    round_change,
    round_delete,
    round_meeting_add,
    round_meeting_change,
    round_meeting_remove,
)
from commitments.views.round_dates import round_extend, round_plan
from commitments.views.rounds import round_close, round_open, the_round
from commitments.views.saved_views import saved_view_add, saved_view_delete, saved_view_edit
from commitments.views.tokens import token_revoke, tokens
from commitments.views.updates import update_edit

urlpatterns = [
    path("", home, name="home"),
    path("strategies/", strategies, name="strategies"),
    path("my-updates/", my_updates, name="my-updates"),
    path("my-updates/guidance/", update_guidance, name="update-guidance"),
    path("accessibility/", accessibility, name="accessibility"),
    path("account/", account, name="account"),
    path("approvals/", approvals, name="approvals"),
    path("calendar/", calendar, name="calendar"),
    path("calendar/<slug:secret>.ics", calendar_feed, name="calendar-feed"),
    path("tokens/", tokens, name="tokens"),
    path("tokens/<str:key>/revoke/", token_revoke, name="token-revoke"),
    path("<slug:org>/people/", people, name="people"),
    path("<slug:org>/people/invite/", person_invite, name="person-invite"),
    path("<slug:org>/people/<int:user>/", person_edit, name="person-edit"),
    path("<slug:org>/posts/", posts, name="posts"),
    path("<slug:org>/posts/add/", post_add, name="post-add"),
    path("<slug:org>/posts/<int:post>/", post_edit, name="post-edit"),
    path("<slug:org>/posts/<int:post>/title/", post_title, name="post-title"),
    path("<slug:org>/acronyms/", acronyms, name="acronyms"),
    path("<slug:org>/acronyms/add/", acronym_add, name="acronym-add"),
    path("<slug:org>/acronyms/<int:acronym>/", acronym_edit, name="acronym-edit"),
    path("<slug:org>/acronyms/<int:acronym>/remove/", acronym_remove, name="acronym-remove"),
    path("<slug:org>/committees/", committees, name="committees"),
    path("<slug:org>/committees/add/", committee_add, name="committee-add"),
    path("<slug:org>/committees/<int:committee>/", committee_edit, name="committee-edit"),
    path("<slug:org>/<slug:strategy>/labels/", labels, name="labels"),
    path("<slug:org>/<slug:strategy>/status-words/", status_words, name="status-words"),
    path("<slug:org>/<slug:strategy>/ledger/", ledger, name="ledger"),
    path("<slug:org>/<slug:strategy>/plan/", plan_outline, name="plan-outline"),
    path("<slug:org>/<slug:strategy>/plan/add/", commitment_add, name="commitment-add"),
    path("<slug:org>/<slug:strategy>/plan/change/<path:ref>/reword/", commitment_reword, name="commitment-reword"),
    path("<slug:org>/<slug:strategy>/plan/change/<path:ref>/move/", commitment_move, name="commitment-move"),
    path("<slug:org>/<slug:strategy>/plan/change/<path:ref>/merge/", commitment_merge, name="commitment-merge"),
    path("<slug:org>/<slug:strategy>/plan/change/<path:ref>/stop/", commitment_stop, name="commitment-stop"),
    path("<slug:org>/<slug:strategy>/plan/change/<path:ref>/undo/", commitment_undo, name="commitment-undo"),
    path("<slug:org>/<slug:strategy>/plan/change/<path:ref>/lead/", commitment_lead, name="commitment-lead"),
    path("<slug:org>/<slug:strategy>/plan/change/<path:ref>/due/", commitment_due, name="commitment-due"),
    path("<slug:org>/<slug:strategy>/plan/change/<path:ref>/", commitment_change, name="commitment-change"),
    path("<slug:org>/<slug:strategy>/plan/priorities/add/", priority_add, name="priority-add"),
    path("<slug:org>/<slug:strategy>/plan/priorities/<int:priority>/", priority_change, name="priority-change"),
    path("<slug:org>/<slug:strategy>/plan/priorities/<int:priority>/remove/", priority_remove, name="priority-remove"),
    path("<slug:org>/<slug:strategy>/plan/priorities/<int:priority>/themes/add/", theme_add, name="theme-add"),
    path("<slug:org>/<slug:strategy>/plan/themes/<int:theme>/", theme_change, name="theme-change"),
    path("<slug:org>/<slug:strategy>/plan/themes/<int:theme>/remove/", theme_remove, name="theme-remove"),
    path("<slug:org>/<slug:strategy>/plan/round/", round_plan, name="round-plan"),
    path("<slug:org>/<slug:strategy>/<slug:period>/", dashboard, name="dashboard"),
    path("<slug:org>/<slug:strategy>/<slug:period>/approvals/<path:ref>/", approval, name="approval"),
    path("<slug:org>/<slug:strategy>/<slug:period>/narrative/", narrative, name="narrative"),
    path("<slug:org>/<slug:strategy>/<slug:period>/narrative/add/", narrative_point_add, name="narrative-point-add"),
    path(
        "<slug:org>/<slug:strategy>/<slug:period>/narrative/<int:point>/",
        narrative_point_edit,
        name="narrative-point-edit",
    ),
    path(
        "<slug:org>/<slug:strategy>/<slug:period>/narrative/<int:point>/delete/",
        narrative_point_delete,
        name="narrative-point-delete",
    ),
    path("<slug:org>/<slug:strategy>/<slug:period>/updates/<path:ref>/reopen/", update_reopen, name="update-reopen"),
    path("<slug:org>/<slug:strategy>/<slug:period>/round/", the_round, name="round"),
    path("<slug:org>/<slug:strategy>/<slug:period>/round/open/", round_open, name="round-open"),
    path("<slug:org>/<slug:strategy>/<slug:period>/round/extend/", round_extend, name="round-extend"),
    path("<slug:org>/<slug:strategy>/<slug:period>/round/close/", round_close, name="round-close"),
    *(
        path(f"<slug:org>/<slug:strategy>/<slug:period>/round/{rest}", view, name=name)
        for rest, view, name in (
            ("change/", round_change, "round-change"),
            ("delete/", round_delete, "round-delete"),
            ("meetings/add/", round_meeting_add, "round-meeting-add"),
            ("meetings/<int:meeting>/", round_meeting_change, "round-meeting-change"),
            ("meetings/<int:meeting>/remove/", round_meeting_remove, "round-meeting-remove"),
        )
    ),
    path("<slug:org>/<slug:strategy>/<slug:period>/round/reminders/", reminders, name="reminders"),
    path("<slug:org>/<slug:strategy>/<slug:period>/register/", register, name="register"),
    path("<slug:org>/<slug:strategy>/<slug:period>/register.xlsx", register_xlsx, name="register-xlsx"),
    path("<slug:org>/<slug:strategy>/<slug:period>/register.csv", register_csv, name="register-csv"),
    path("<slug:org>/<slug:strategy>/<slug:period>/register/views/add/", saved_view_add, name="saved-view-add"),
    path(
        "<slug:org>/<slug:strategy>/<slug:period>/register/views/<int:view>/", saved_view_edit, name="saved-view-edit"
    ),
    path(
        "<slug:org>/<slug:strategy>/<slug:period>/register/views/<int:view>/delete/",
        saved_view_delete,
        name="saved-view-delete",
    ),
    path("<slug:org>/<slug:strategy>/<slug:period>/compare/", compare, name="compare"),
    path("<slug:org>/<slug:strategy>/<slug:period>/measures/", measures, name="measures"),
    path("<slug:org>/<slug:strategy>/<slug:period>/measures/add/", measure_add, name="measure-add"),
    *(
        path(f"<slug:org>/<slug:strategy>/<slug:period>/measures/<int:measure>/{rest}", view, name=name)
        for rest, view, name in (
            ("", measure, "measure"),
            ("chart.svg", measure_chart, "measure-chart"),
            ("change/", measure_change, "measure-change"),
            ("delete/", measure_delete, "measure-delete"),
            ("readings/add/", reading_add, "reading-add"),
            ("readings/paste/", readings_paste, "readings-paste"),
            ("readings/<int:reading>/", reading_correct, "reading-correct"),
            ("readings/<int:reading>/delete/", reading_delete, "reading-delete"),
            ("targets/add/", target_add, "target-add"),
            ("targets/<int:target>/", target_change, "target-change"),
            ("targets/<int:target>/delete/", target_delete, "target-delete"),
            ("limits/reset/", limits_reset, "limits-reset"),
            ("limits/<int:reset>/delete/", reset_delete, "reset-delete"),
        )
    ),
    path("<slug:org>/<slug:strategy>/<slug:period>/commitments/<path:ref>/", commitment, name="commitment"),
    path("<slug:org>/<slug:strategy>/<slug:period>/updates/<path:ref>/", update_edit, name="update-edit"),
]
