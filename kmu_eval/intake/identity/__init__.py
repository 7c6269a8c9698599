"""Who is who: persons and organisations told apart, and the pairs that are doubtful."""

from kmu_eval.intake.identity.identified import Identified as Identified
from kmu_eval.intake.identity.keys import normalised as normalised
from kmu_eval.intake.identity.keys import normalised_names as normalised_names
from kmu_eval.intake.identity.linkage import Linkages as Linkages
from kmu_eval.intake.identity.linkage import identify_organisations as identify_organisations
from kmu_eval.intake.identity.linkage import identify_participants as identify_participants
