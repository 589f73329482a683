"""Files that archives and word processors write: Factiva and Nexis downloads, Word, RTF and PDF files."""
