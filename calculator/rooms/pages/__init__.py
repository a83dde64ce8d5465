"""The pages of a room, whole in one file each: the phone's, the presenter's, the sheet on the door, the session's plan.

- `phone`: what the room is asked on, light enough for an old phone on a slow network
- `present`: what stands on the wall, driven by keyboard and touch
- `sheet`, `kit`, `report`: what is hung up, read before, and sent round afterwards

Each is a page with the policy that it is sent under, which lets in nothing but what it holds.
"""

from __future__ import annotations

from calculator.rooms.pages.held import SealedPage
from calculator.rooms.pages.paper import kit, report, sheet
from calculator.rooms.pages.phone import phone
from calculator.rooms.pages.present import present

__all__ = ["SealedPage", "kit", "phone", "present", "report", "sheet"]
