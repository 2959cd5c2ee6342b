"""The evaluation set for anonymising: believable paragraphs of petition cases with every private value labelled."""
