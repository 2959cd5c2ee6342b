"""The register of people's mediation committees, kept by the office (People's Mediation Law 7-9)."""
