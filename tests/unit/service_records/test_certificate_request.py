"""The steps of a request for a certificate."""

import pytest

from volunteer_services.service_records.domain.certificate_request import (
	OPEN,
	Status,
	may_become,
	needs_reason,
)


@pytest.mark.parametrize("status", list(Status))
@pytest.mark.parametrize("following", list(Status))
def test_only_open_requests_move_and_nothing_begins_again(status, following):
	allowed = may_become(status.value, following)
	assert not (allowed and status.value not in OPEN)
	assert not (allowed and following is Status.REQUESTED)
	assert not (allowed and status is following)


def test_every_open_request_can_be_issued_refused_and_withdrawn():
	for status in OPEN:
		for following in (Status.ISSUED, Status.REFUSED, Status.WITHDRAWN):
			assert may_become(status, following)
	assert [needs_reason(status) for status in Status].count(True) == 1 and needs_reason(Status.REFUSED)
