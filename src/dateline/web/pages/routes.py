"""The addresses of this room."""

from __future__ import annotations

from fastapi import APIRouter

from dateline.web.pages import chain, event, report, reviewers
from dateline.web.pages.overview import routes as overview

router = APIRouter(include_in_schema=False)
router.include_router(overview.router)
router.include_router(event.router)
router.include_router(report.router)
router.include_router(chain.router)
router.include_router(reviewers.router)
