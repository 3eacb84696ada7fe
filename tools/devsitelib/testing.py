def test(place, rest): raise SystemExit("soon")
