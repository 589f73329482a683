"""The addresses of this room."""

from __future__ import annotations

from fastapi import APIRouter

from dateline.web.pages.overview import routes as overview

router = APIRouter()
router.include_router(overview.router)
