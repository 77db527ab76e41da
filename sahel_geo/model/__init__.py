"""The words of the dashboard: codes, tables, periods, selections. Imports nothing of ours."""
