"""Qualifications, trainings, insurance and agreements."""

from tests.site.volunteer_readiness import readiness_world as world
from tests.walker.makers.registry import makes


@makes("Qualification Type")
def qualification_type(place, made):
	return world.qualification_type(
		skill=made["Service Skill"].name, must_for=[{"emergency_class": "Interpreting"}]
	)


@makes("Volunteer Qualification")
def qualification(place, made):
	return world.qualification(made["Volunteer Profile"].name, made["Qualification Type"].name)


@makes("Volunteer Course")
def course(place, made):
	return world.course()


@makes("Course Session")
def session(place, made):
	return world.session(place, made["Volunteer Course"].name)


@makes("Course Attendance")
def attendance(place, made):
	return world.attendance(made["Volunteer Profile"].name, made["Course Session"].name)


@makes("Volunteer Insurance Policy")
def policy(place, made):
	return world.policy(place)


@makes("Insurance Cover")
def cover(place, made):
	return world.cover(made["Volunteer Profile"].name, made["Volunteer Insurance Policy"].name)


@makes("Insurance Claim")
def claim(place, made):
	return world.claim(
		made["Volunteer Profile"].name,
		activity=made["Service Activity"].name,
		hospital="市人民医院",
		medical_details="右踝扭伤",
		witnesses="李某",
	)


@makes("Volunteer Agreement")
def agreement(place, made):
	return world.agreement(place, made["Volunteer Profile"].name)
