import "./progress.js";
import "./stars.js";
import "./rollcall_dialog.js";
import "./review_list.js";
import "./workflow_reason.js";
import "./workflow_state.js";
import "./link_filters.js";
import "./rewards.js";
