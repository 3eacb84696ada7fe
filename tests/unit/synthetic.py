"""Synthetic people for tests: hypothesis strategies; nobody real has these numbers on purpose."""

from datetime import date

from hypothesis import strategies as st

from volunteer_services.volunteer_registry.domain.identity import compose_resident_id

AREAS = ("440103", "440306", "440605", "442000", "110101", "310115", "510104", "650102")
SURNAMES = (*"张王李赵陈黄何梁林吴周郑", "欧阳", "司徒")
GIVEN = ("明", "小明", "丽", "志强", "秀英", "伟", "晓彤", "国华", "雪", "建军")

birth_dates = st.dates(date(1920, 1, 1), date(2015, 12, 31))
serials = st.integers(0, 999)
names = st.builds("{}{}".format, st.sampled_from(SURNAMES), st.sampled_from(GIVEN))
mobiles = st.builds("1{}{:09d}".format, st.sampled_from("3456789"), st.integers(0, 10**9 - 1))
resident_ids = st.builds(compose_resident_id, st.sampled_from(AREAS), birth_dates, serials)
permit_ids = st.builds(
	compose_resident_id, st.sampled_from(("810000", "820000", "830000")), birth_dates, serials
)
foreign_card_ids = st.builds(
	compose_resident_id, st.sampled_from(("932682", "911124", "944840")), birth_dates, serials
)


def synthetic_resident_id(area: str, dob: date, serial: int) -> str:
	"""A valid number for a person who does not exist."""
	return compose_resident_id(area, dob, serial)
