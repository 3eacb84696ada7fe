// The desk's scripts, room by room from the ground: a file uses only what is imported above it.
import "./foundation/progress.js";
import "./foundation/workflow_reason.js";
import "./foundation/workflow_state.js";
import "./foundation/link_filters.js";
import "./foundation/link_titles.js";
import "./foundation/context_words.js";
import "./volunteer_projects/rollcall_dialog.js";
import "./service_records/review_list.js";
import "./volunteer_recognition/stars.js";
import "./time_bank/rewards.js";
import "./pilot_sites/assessments.js";
import "./pilot_sites/site_visits.js";
import "./pilot_sites/site_submissions.js";
import "./integrations/erpnext.js";
