"""The window. PySide6 is imported only here."""

from asfdesk.ui.keep_singletons import keep_singletons

keep_singletons()
