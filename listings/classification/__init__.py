"""The class of a case: proposed by the age of the dispute, changed only by a reviewer."""
