import "./progress.js";
import "./review_list.js";
