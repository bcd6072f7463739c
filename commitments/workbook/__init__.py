"""The plan workbook: a whole strategy in one Excel file, in and out."""
