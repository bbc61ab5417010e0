"""Doors of companies: my companies, members, certificates, invitations, and the view of staff."""

from incubator.organisations.views import companies, industries, invitations, members, partners, register, staff, wallet
from incubator.organisations.views.blueprint import bp

__all__ = ["bp", "companies", "industries", "invitations", "members", "partners", "register", "staff", "wallet"]
