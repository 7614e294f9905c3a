  SELECT lowest, highest{slice}{hour_of}, has_start AS o, has_start * has_final AS e, reading AS y
  FROM (
  {landings}
  ) landings
