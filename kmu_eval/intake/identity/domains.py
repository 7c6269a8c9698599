"""What stands after the @: evidence for a firm only where few firms share it."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kmu_eval.intake.identity.names import as_array, lists

MOST_NAMES = 8
"""A domain of more different names is nobody's own, whether it is listed or not."""


def domains_of(emails):
    """The domain of each address; empty where there is none, or a free mailer's.

    Examples
    --------
    >>> domains_of(["a@kern.de", "kern@gmx.de", ""]).to_pylist()
    ['kern.de', '', '']
    """
    domain = pc.replace_substring_regex(as_array(emails), r"^[^@]*@?", "")
    free = pc.is_in(domain, pa.array(lists()["addresses"]["free"].split(), pa.large_string()))
    return pc.if_else(free, "", domain)


def own_domains(of_unit, names):
    """Domains that are some firm's own: those of few different names.

    Parameters
    ----------
    of_unit : DataFrame
        Columns unit, domain; different pairs.
    names : list of str
        Name of each unit.

    Returns
    -------
    DataFrame
        The same without the domains that many use.
    """
    named = of_unit.assign(name=np.asarray(names, dtype=object)[of_unit["unit"]])
    count = named.groupby("domain")["name"].transform("nunique")
    return of_unit[(of_unit["domain"] != "") & (count <= MOST_NAMES)]
