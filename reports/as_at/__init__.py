"""The dashboard, the register and the page of a commitment as a board saw them: from an edition's frozen document alone."""
