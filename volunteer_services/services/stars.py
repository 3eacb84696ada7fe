from volunteer_services.volunteer_recognition.services.recalculation import recalculate

__all__ = ["recalculate"]
