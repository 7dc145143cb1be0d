"""What a refused package or card is answered with: one message for each reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.sending.package_arrival import PackageFault
from asfdesk.errors import ImportRefusedError
from asfdesk.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable


class PackageRefusedError(ImportRefusedError):
    """A package or card that is not let in. `fault` is the reason as a code."""

    def __init__(self, fault: PackageFault, what: str, why: str = "", todo: str = "") -> None:
        super().__init__(what, why, todo)
        self.fault = fault


def refused(fault: PackageFault) -> PackageRefusedError:
    """The error of a reason, in the user's language."""
    return PackageRefusedError(fault, *_SENTENCES[fault]())


def _ask_anew() -> str:
    return _("Nothing was taken in. Ask the sender to send it again.")


def _call() -> str:
    return _(
        "Nothing was taken in. Call the sender on a number you already have, "
        "and do not use the file."
    )


_SENTENCES: dict[PackageFault, Callable[[], tuple[str, str, str]]] = {
    PackageFault.NOT_A_PACKAGE: lambda: (
        _("This is not a package or a card of ASF Desk."),
        _("A package ends with .asfpaket and a recipient's card with .asfkort."),
        _("Nothing was changed. Choose another file."),
    ),
    PackageFault.DAMAGED: lambda: (
        _("The file is damaged."),
        _("It is cut off, or bytes of it are not those that were written."),
        _ask_anew(),
    ),
    PackageFault.TOO_LARGE: lambda: (
        _("The file is larger than any package of ASF Desk."),
        _("It holds too many files, or far more data than a package has."),
        _("Nothing was taken in. Ask where the file comes from."),
    ),
    PackageFault.NEWER: lambda: (
        _("The file was made by a newer version of ASF Desk."),
        _("This version does not know what it may hold."),
        _("Nothing was taken in. Install the latest version and try again."),
    ),
    PackageFault.FORGED: lambda: (
        _("The file is forged."),
        _("It is not signed with the key that it names."),
        _call(),
    ),
    PackageFault.ALTERED: lambda: (
        _("The package has been altered."),
        _("Its signature holds, but a part of it is not the one that was signed."),
        _call(),
    ),
    PackageFault.NOT_FOR_US: lambda: (
        _("The package is for somebody else."),
        _("It is encrypted to another recipient's card."),
        _("Nothing was taken in. Ask the enterprise to make one for your card."),
    ),
    PackageFault.NEEDS_KEYS: lambda: (
        _("The package is encrypted."),
        _("Only the recipient's own keys open it."),
        _("Give the recipient's key file, and its password."),
    ),
    PackageFault.EXPIRED_CARD: lambda: (
        _("The card that the package is encrypted to had expired when the package was made."),
        _("Packages are only encrypted to a card that is valid."),
        _("Nothing was taken in. Send the enterprise your new card and ask for a new package."),
    ),
    PackageFault.UNPINNED: lambda: (
        _("This is the first package from the enterprise."),
        _("Its fingerprint has not been compared yet."),
        _("Have the enterprise read its fingerprint aloud, type it in, and try again."),
    ),
    PackageFault.WRONG_ENTERPRISE: lambda: (
        _("The package is signed with another key than the enterprise has."),
        _("The key is not the one whose fingerprint was compared at the first contact."),
        _call(),
    ),
    PackageFault.REPLAYED: lambda: (
        _("The package has come before."),
        _("A package with the same number for the same period is here already."),
        _("Nothing was changed, and nothing needs to be done."),
    ),
    PackageFault.SUPERSEDED: lambda: (
        _("A later package for the period is here already."),
        _("This one has been replaced by the enterprise itself."),
        _("Nothing was changed, and nothing needs to be done."),
    ),
}
