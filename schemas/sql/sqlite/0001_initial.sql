CREATE TABLE IF NOT EXISTS "__EFMigrationsHistory" (
    "migration_id" TEXT NOT NULL CONSTRAINT "pk___ef_migrations_history" PRIMARY KEY,
    "product_version" TEXT NOT NULL
);

BEGIN TRANSACTION;
CREATE TABLE "audit_log" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_audit_log" PRIMARY KEY AUTOINCREMENT,
    "at" TEXT NOT NULL,
    "person_id" TEXT NULL,
    "api_key_id" TEXT NULL,
    "who" TEXT NOT NULL,
    "rights_holder_id" TEXT NULL,
    "action" TEXT NOT NULL,
    "subject_kind" TEXT NULL,
    "subject_id" TEXT NULL,
    "detail_json" TEXT NULL,
    "address" TEXT NULL
);

CREATE TABLE "data_protection_keys" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_data_protection_keys" PRIMARY KEY AUTOINCREMENT,
    "friendly_name" TEXT NULL,
    "xml" TEXT NULL
);

CREATE TABLE "idempotent_requests" (
    "caller_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "rights_holder_id" TEXT NULL,
    "request_sha256" BLOB NOT NULL,
    "status" INTEGER NULL,
    "location" TEXT NULL,
    "body" TEXT NULL,
    "created" TEXT NOT NULL,
    CONSTRAINT "pk_idempotent_requests" PRIMARY KEY ("caller_id", "key")
);

CREATE TABLE "models" (
    "id" TEXT NOT NULL CONSTRAINT "pk_models" PRIMARY KEY,
    "name" TEXT NOT NULL,
    "access" TEXT NOT NULL,
    "base_url" TEXT NULL,
    "model_id" TEXT NULL,
    "encrypted_key" BLOB NULL,
    "parameters_json" TEXT NULL,
    "created" TEXT NOT NULL,
    "archived" TEXT NULL
);

CREATE TABLE "rights_holders" (
    "id" TEXT NOT NULL CONSTRAINT "pk_rights_holders" PRIMARY KEY,
    "name" TEXT NOT NULL,
    "contact_email" TEXT NULL,
    "created" TEXT NOT NULL,
    "disabled" TEXT NULL
);

CREATE TABLE "roles" (
    "id" TEXT NOT NULL CONSTRAINT "pk_roles" PRIMARY KEY,
    "name" TEXT NULL,
    "normalized_name" TEXT NULL,
    "concurrency_stamp" TEXT NULL
);

CREATE TABLE "sequences" (
    "name" TEXT NOT NULL CONSTRAINT "pk_sequences" PRIMARY KEY,
    "last" INTEGER NOT NULL
);

CREATE TABLE "scan_plans" (
    "id" TEXT NOT NULL CONSTRAINT "pk_scan_plans" PRIMARY KEY,
    "name" TEXT NOT NULL,
    "model_id" TEXT NOT NULL,
    "all_catalogs" INTEGER NOT NULL,
    "probes_json" TEXT NOT NULL,
    "asking_json" TEXT NOT NULL,
    "new_places_each_run" INTEGER NOT NULL,
    "match_settings_json" TEXT NOT NULL,
    "cron" TEXT NULL,
    "time_zone" TEXT NOT NULL,
    "next_due" TEXT NULL,
    "budget_requests" INTEGER NULL,
    "budget_tokens" INTEGER NULL,
    "enabled" INTEGER NOT NULL,
    "created_by_id" TEXT NULL,
    "created" TEXT NOT NULL,
    "archived" TEXT NULL,
    CONSTRAINT "fk_scan_plans_models_model_id" FOREIGN KEY ("model_id") REFERENCES "models" ("id") ON DELETE RESTRICT
);

CREATE TABLE "catalogs" (
    "id" TEXT NOT NULL CONSTRAINT "pk_catalogs" PRIMARY KEY,
    "rights_holder_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NULL,
    "created" TEXT NOT NULL,
    "archived" TEXT NULL,
    CONSTRAINT "ak_catalogs_id_rights_holder_id" UNIQUE ("id", "rights_holder_id"),
    CONSTRAINT "fk_catalogs_rights_holders_rights_holder_id" FOREIGN KEY ("rights_holder_id") REFERENCES "rights_holders" ("id") ON DELETE RESTRICT
);

CREATE TABLE "files" (
    "id" TEXT NOT NULL CONSTRAINT "pk_files" PRIMARY KEY,
    "rights_holder_id" TEXT NULL,
    "name" TEXT NOT NULL,
    "media_type" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "sha256" BLOB NULL,
    "created" TEXT NOT NULL,
    CONSTRAINT "fk_files_rights_holders_rights_holder_id" FOREIGN KEY ("rights_holder_id") REFERENCES "rights_holders" ("id") ON DELETE RESTRICT
);

CREATE TABLE "jobs" (
    "id" TEXT NOT NULL CONSTRAINT "pk_jobs" PRIMARY KEY,
    "kind" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "rights_holder_id" TEXT NULL,
    "state" TEXT NOT NULL,
    "queued" TEXT NOT NULL,
    "started" TEXT NULL,
    "finished" TEXT NULL,
    "attempts" INTEGER NOT NULL,
    "claimable_from" TEXT NULL,
    "error" TEXT NULL,
    "worker" TEXT NULL,
    "lease" TEXT NULL,
    "cancel_requested" INTEGER NOT NULL,
    "progress_done" INTEGER NOT NULL,
    "progress_total" INTEGER NULL,
    "progress_unit" TEXT NULL,
    "rate" REAL NULL,
    CONSTRAINT "fk_jobs_rights_holders_rights_holder_id" FOREIGN KEY ("rights_holder_id") REFERENCES "rights_holders" ("id") ON DELETE RESTRICT
);

CREATE TABLE "people" (
    "id" TEXT NOT NULL CONSTRAINT "pk_people" PRIMARY KEY,
    "display_name" TEXT NOT NULL,
    "rights_holder_id" TEXT NULL,
    "created" TEXT NOT NULL,
    "disabled" TEXT NULL,
    "user_name" TEXT NULL,
    "normalized_user_name" TEXT NULL,
    "email" TEXT NULL,
    "normalized_email" TEXT NULL,
    "email_confirmed" INTEGER NOT NULL,
    "password_hash" TEXT NULL,
    "security_stamp" TEXT NULL,
    "concurrency_stamp" TEXT NULL,
    "phone_number" TEXT NULL,
    "phone_number_confirmed" INTEGER NOT NULL,
    "two_factor_enabled" INTEGER NOT NULL,
    "lockout_end" TEXT NULL,
    "lockout_enabled" INTEGER NOT NULL,
    "access_failed_count" INTEGER NOT NULL,
    CONSTRAINT "fk_people_rights_holders_rights_holder_id" FOREIGN KEY ("rights_holder_id") REFERENCES "rights_holders" ("id") ON DELETE RESTRICT
);

CREATE TABLE "role_claims" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_role_claims" PRIMARY KEY AUTOINCREMENT,
    "role_id" TEXT NOT NULL,
    "claim_type" TEXT NULL,
    "claim_value" TEXT NULL,
    CONSTRAINT "fk_role_claims_roles_role_id" FOREIGN KEY ("role_id") REFERENCES "roles" ("id") ON DELETE CASCADE
);

CREATE TABLE "reports" (
    "id" TEXT NOT NULL CONSTRAINT "pk_reports" PRIMARY KEY,
    "rights_holder_id" TEXT NOT NULL,
    "catalog_id" TEXT NULL,
    "title" TEXT NOT NULL,
    "from" TEXT NOT NULL,
    "until" TEXT NOT NULL,
    "settings_json" TEXT NULL,
    "requested_by_id" TEXT NULL,
    "created" TEXT NOT NULL,
    "finished" TEXT NULL,
    "tool_version" TEXT NULL,
    "findings" INTEGER NOT NULL,
    CONSTRAINT "ak_reports_id_rights_holder_id" UNIQUE ("id", "rights_holder_id"),
    CONSTRAINT "fk_reports_catalogs_catalog_id_rights_holder_id" FOREIGN KEY ("catalog_id", "rights_holder_id") REFERENCES "catalogs" ("id", "rights_holder_id") ON DELETE RESTRICT,
    CONSTRAINT "fk_reports_rights_holders_rights_holder_id" FOREIGN KEY ("rights_holder_id") REFERENCES "rights_holders" ("id") ON DELETE RESTRICT
);

CREATE TABLE "scan_plan_catalogs" (
    "plan_id" TEXT NOT NULL,
    "catalog_id" TEXT NOT NULL,
    CONSTRAINT "pk_scan_plan_catalogs" PRIMARY KEY ("plan_id", "catalog_id"),
    CONSTRAINT "fk_scan_plan_catalogs_catalogs_catalog_id" FOREIGN KEY ("catalog_id") REFERENCES "catalogs" ("id") ON DELETE RESTRICT,
    CONSTRAINT "fk_scan_plan_catalogs_scan_plans_plan_id" FOREIGN KEY ("plan_id") REFERENCES "scan_plans" ("id") ON DELETE CASCADE
);

CREATE TABLE "works" (
    "id" TEXT NOT NULL CONSTRAINT "pk_works" PRIMARY KEY,
    "rights_holder_id" TEXT NOT NULL,
    "catalog_id" TEXT NOT NULL,
    "submission_id" TEXT NULL,
    "external_id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "contributors" TEXT NOT NULL,
    "identifiers" TEXT NOT NULL,
    "language" TEXT NULL,
    "stated_rights_holder" TEXT NULL,
    "licence" TEXT NULL,
    "published" TEXT NULL,
    "search_text" TEXT NOT NULL,
    "words" INTEGER NOT NULL,
    "text_length" INTEGER NOT NULL,
    "text_sha256" BLOB NOT NULL,
    "created" TEXT NOT NULL,
    "changed" TEXT NOT NULL,
    "withdrawn" TEXT NULL,
    "revision" INTEGER NOT NULL,
    CONSTRAINT "ak_works_id_rights_holder_id" UNIQUE ("id", "rights_holder_id"),
    CONSTRAINT "fk_works_catalogs_catalog_id_rights_holder_id" FOREIGN KEY ("catalog_id", "rights_holder_id") REFERENCES "catalogs" ("id", "rights_holder_id") ON DELETE RESTRICT
);

CREATE TABLE "file_chunks" (
    "file_id" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "rights_holder_id" TEXT NULL,
    "content" BLOB NOT NULL,
    CONSTRAINT "pk_file_chunks" PRIMARY KEY ("file_id", "ordinal"),
    CONSTRAINT "fk_file_chunks_files_file_id" FOREIGN KEY ("file_id") REFERENCES "files" ("id") ON DELETE CASCADE
);

CREATE TABLE "scans" (
    "id" TEXT NOT NULL CONSTRAINT "pk_scans" PRIMARY KEY,
    "number" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "plan_id" TEXT NULL,
    "model_id" TEXT NOT NULL,
    "outputs_file_id" TEXT NULL,
    "settings_json" TEXT NOT NULL,
    "tool_version" TEXT NULL,
    "index_revision" INTEGER NULL,
    "probes" INTEGER NOT NULL,
    "outputs" INTEGER NOT NULL,
    "output_words" INTEGER NOT NULL,
    "requests" INTEGER NOT NULL,
    "prompt_tokens" INTEGER NOT NULL,
    "completion_tokens" INTEGER NOT NULL,
    "matches" INTEGER NOT NULL,
    "significant_matches" INTEGER NOT NULL,
    "works_found" INTEGER NOT NULL,
    "significance_json" TEXT NULL,
    "models_json" TEXT NULL,
    "created_by_id" TEXT NULL,
    "created" TEXT NOT NULL,
    "started" TEXT NULL,
    "finished" TEXT NULL,
    CONSTRAINT "fk_scans_files_outputs_file_id" FOREIGN KEY ("outputs_file_id") REFERENCES "files" ("id") ON DELETE RESTRICT,
    CONSTRAINT "fk_scans_models_model_id" FOREIGN KEY ("model_id") REFERENCES "models" ("id") ON DELETE RESTRICT,
    CONSTRAINT "fk_scans_scan_plans_plan_id" FOREIGN KEY ("plan_id") REFERENCES "scan_plans" ("id") ON DELETE RESTRICT
);

CREATE TABLE "submissions" (
    "id" TEXT NOT NULL CONSTRAINT "pk_submissions" PRIMARY KEY,
    "number" INTEGER NOT NULL,
    "rights_holder_id" TEXT NOT NULL,
    "catalog_id" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "sha256" BLOB NOT NULL,
    "stored_file_id" TEXT NOT NULL,
    "submitted_by_id" TEXT NULL,
    "created" TEXT NOT NULL,
    "finished" TEXT NULL,
    "accepted" INTEGER NOT NULL,
    "accepted_with_warnings" INTEGER NOT NULL,
    "refused" INTEGER NOT NULL,
    CONSTRAINT "ak_submissions_id_rights_holder_id" UNIQUE ("id", "rights_holder_id"),
    CONSTRAINT "fk_submissions_catalogs_catalog_id_rights_holder_id" FOREIGN KEY ("catalog_id", "rights_holder_id") REFERENCES "catalogs" ("id", "rights_holder_id") ON DELETE RESTRICT,
    CONSTRAINT "fk_submissions_files_stored_file_id" FOREIGN KEY ("stored_file_id") REFERENCES "files" ("id") ON DELETE RESTRICT
);

CREATE TABLE "api_keys" (
    "id" TEXT NOT NULL CONSTRAINT "pk_api_keys" PRIMARY KEY,
    "name" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "secret_sha256" BLOB NOT NULL,
    "scopes" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "rights_holder_id" TEXT NULL,
    "created" TEXT NOT NULL,
    "expires" TEXT NULL,
    "last_used" TEXT NULL,
    "revoked" TEXT NULL,
    CONSTRAINT "fk_api_keys_people_person_id" FOREIGN KEY ("person_id") REFERENCES "people" ("id") ON DELETE RESTRICT,
    CONSTRAINT "fk_api_keys_rights_holders_rights_holder_id" FOREIGN KEY ("rights_holder_id") REFERENCES "rights_holders" ("id") ON DELETE RESTRICT
);

CREATE TABLE "invitations" (
    "id" TEXT NOT NULL CONSTRAINT "pk_invitations" PRIMARY KEY,
    "token_sha256" BLOB NOT NULL,
    "email" TEXT NULL,
    "role" TEXT NOT NULL,
    "rights_holder_id" TEXT NULL,
    "invited_by_id" TEXT NULL,
    "created" TEXT NOT NULL,
    "expires" TEXT NOT NULL,
    "accepted" TEXT NULL,
    "accepted_by_id" TEXT NULL,
    "revoked" TEXT NULL,
    CONSTRAINT "fk_invitations_people_accepted_by_id" FOREIGN KEY ("accepted_by_id") REFERENCES "people" ("id") ON DELETE RESTRICT,
    CONSTRAINT "fk_invitations_people_invited_by_id" FOREIGN KEY ("invited_by_id") REFERENCES "people" ("id") ON DELETE RESTRICT,
    CONSTRAINT "fk_invitations_rights_holders_rights_holder_id" FOREIGN KEY ("rights_holder_id") REFERENCES "rights_holders" ("id") ON DELETE RESTRICT
);

CREATE TABLE "person_claims" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_person_claims" PRIMARY KEY AUTOINCREMENT,
    "user_id" TEXT NOT NULL,
    "claim_type" TEXT NULL,
    "claim_value" TEXT NULL,
    CONSTRAINT "fk_person_claims_people_user_id" FOREIGN KEY ("user_id") REFERENCES "people" ("id") ON DELETE CASCADE
);

CREATE TABLE "person_logins" (
    "login_provider" TEXT NOT NULL,
    "provider_key" TEXT NOT NULL,
    "provider_display_name" TEXT NULL,
    "user_id" TEXT NOT NULL,
    CONSTRAINT "pk_person_logins" PRIMARY KEY ("login_provider", "provider_key"),
    CONSTRAINT "fk_person_logins_people_user_id" FOREIGN KEY ("user_id") REFERENCES "people" ("id") ON DELETE CASCADE
);

CREATE TABLE "person_roles" (
    "user_id" TEXT NOT NULL,
    "role_id" TEXT NOT NULL,
    CONSTRAINT "pk_person_roles" PRIMARY KEY ("user_id", "role_id"),
    CONSTRAINT "fk_person_roles_people_user_id" FOREIGN KEY ("user_id") REFERENCES "people" ("id") ON DELETE CASCADE,
    CONSTRAINT "fk_person_roles_roles_role_id" FOREIGN KEY ("role_id") REFERENCES "roles" ("id") ON DELETE CASCADE
);

CREATE TABLE "person_tokens" (
    "user_id" TEXT NOT NULL,
    "login_provider" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "value" TEXT NULL,
    CONSTRAINT "pk_person_tokens" PRIMARY KEY ("user_id", "login_provider", "name"),
    CONSTRAINT "fk_person_tokens_people_user_id" FOREIGN KEY ("user_id") REFERENCES "people" ("id") ON DELETE CASCADE
);

CREATE TABLE "report_files" (
    "report_id" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "rights_holder_id" TEXT NOT NULL,
    "stored_file_id" TEXT NOT NULL,
    CONSTRAINT "pk_report_files" PRIMARY KEY ("report_id", "format"),
    CONSTRAINT "fk_report_files_files_stored_file_id" FOREIGN KEY ("stored_file_id") REFERENCES "files" ("id") ON DELETE RESTRICT,
    CONSTRAINT "fk_report_files_reports_report_id_rights_holder_id" FOREIGN KEY ("report_id", "rights_holder_id") REFERENCES "reports" ("id", "rights_holder_id") ON DELETE CASCADE
);

CREATE TABLE "work_texts" (
    "work_id" TEXT NOT NULL,
    "sha256" BLOB NOT NULL,
    "rights_holder_id" TEXT NOT NULL,
    "text" BLOB NOT NULL,
    CONSTRAINT "pk_work_texts" PRIMARY KEY ("work_id", "sha256"),
    CONSTRAINT "fk_work_texts_works_work_id_rights_holder_id" FOREIGN KEY ("work_id", "rights_holder_id") REFERENCES "works" ("id", "rights_holder_id") ON DELETE RESTRICT
);

CREATE TABLE "probes" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_probes" PRIMARY KEY,
    "scan_id" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "work_id" TEXT NULL,
    "prompt" BLOB NOT NULL,
    "parameters_json" TEXT NULL,
    "prefix_start" INTEGER NULL,
    "prefix_end" INTEGER NULL,
    "target_end" INTEGER NULL,
    CONSTRAINT "fk_probes_scans_scan_id" FOREIGN KEY ("scan_id") REFERENCES "scans" ("id") ON DELETE CASCADE
);

CREATE TABLE "scan_plan_runs" (
    "plan_id" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "scan_id" TEXT NULL,
    "missed" INTEGER NOT NULL,
    "left_out" TEXT NULL,
    CONSTRAINT "pk_scan_plan_runs" PRIMARY KEY ("plan_id", "at"),
    CONSTRAINT "fk_scan_plan_runs_scan_plans_plan_id" FOREIGN KEY ("plan_id") REFERENCES "scan_plans" ("id") ON DELETE CASCADE,
    CONSTRAINT "fk_scan_plan_runs_scans_scan_id" FOREIGN KEY ("scan_id") REFERENCES "scans" ("id") ON DELETE CASCADE
);

CREATE TABLE "submission_records" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_submission_records" PRIMARY KEY,
    "submission_id" TEXT NOT NULL,
    "rights_holder_id" TEXT NOT NULL,
    "file" TEXT NOT NULL,
    "line" INTEGER NOT NULL,
    "record_id" TEXT NULL,
    "outcome" TEXT NOT NULL,
    "reason" TEXT NULL,
    "work_id" TEXT NULL,
    CONSTRAINT "fk_submission_records_submissions_submission_id_rights_holder_id" FOREIGN KEY ("submission_id", "rights_holder_id") REFERENCES "submissions" ("id", "rights_holder_id") ON DELETE CASCADE
);

CREATE TABLE "findings" (
    "id" TEXT NOT NULL CONSTRAINT "pk_findings" PRIMARY KEY,
    "scan_id" TEXT NOT NULL,
    "work_id" TEXT NOT NULL,
    "rights_holder_id" TEXT NOT NULL,
    "text_sha256" BLOB NOT NULL,
    "matches" INTEGER NOT NULL,
    "outputs" INTEGER NOT NULL,
    "copied_words" INTEGER NOT NULL,
    "share_of_work" REAL NOT NULL,
    "longest_run" INTEGER NOT NULL,
    "smallest_e_value" REAL NOT NULL,
    "coverage" BLOB NOT NULL,
    "created" TEXT NOT NULL,
    "decision" TEXT NOT NULL,
    "decision_reason" TEXT NULL,
    "decided_by_id" TEXT NULL,
    "decided" TEXT NULL,
    CONSTRAINT "fk_findings_scans_scan_id" FOREIGN KEY ("scan_id") REFERENCES "scans" ("id") ON DELETE CASCADE,
    CONSTRAINT "fk_findings_work_texts_work_id_text_sha256" FOREIGN KEY ("work_id", "text_sha256") REFERENCES "work_texts" ("work_id", "sha256") ON DELETE RESTRICT,
    CONSTRAINT "fk_findings_works_work_id_rights_holder_id" FOREIGN KEY ("work_id", "rights_holder_id") REFERENCES "works" ("id", "rights_holder_id") ON DELETE RESTRICT
);

CREATE TABLE "outputs" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_outputs" PRIMARY KEY,
    "scan_id" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "sample" INTEGER NOT NULL,
    "probe_id" INTEGER NULL,
    "external_id" TEXT NULL,
    "text" BLOB NOT NULL,
    "words" INTEGER NOT NULL,
    "model" TEXT NULL,
    "prompt" BLOB NULL,
    "parameters_json" TEXT NULL,
    "finish_reason" TEXT NULL,
    "prompt_tokens" INTEGER NULL,
    "completion_tokens" INTEGER NULL,
    "log_probabilities_json" BLOB NULL,
    "asked" TEXT NULL,
    "answered" TEXT NULL,
    CONSTRAINT "fk_outputs_probes_probe_id" FOREIGN KEY ("probe_id") REFERENCES "probes" ("id") ON DELETE CASCADE,
    CONSTRAINT "fk_outputs_scans_scan_id" FOREIGN KEY ("scan_id") REFERENCES "scans" ("id") ON DELETE CASCADE
);

CREATE TABLE "matches" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_matches" PRIMARY KEY,
    "scan_id" TEXT NOT NULL,
    "output_id" INTEGER NOT NULL,
    "work_id" TEXT NOT NULL,
    "rights_holder_id" TEXT NOT NULL,
    "first" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "output_start" INTEGER NOT NULL,
    "output_end" INTEGER NOT NULL,
    "work_start" INTEGER NOT NULL,
    "work_end" INTEGER NOT NULL,
    "words" INTEGER NOT NULL,
    "identity" REAL NOT NULL,
    "longest_run" INTEGER NOT NULL,
    "runs" BLOB NOT NULL,
    "also_in" BLOB NOT NULL,
    "e_value" REAL NOT NULL,
    "significant" INTEGER NOT NULL,
    "quotation" INTEGER NOT NULL,
    CONSTRAINT "fk_matches_outputs_output_id" FOREIGN KEY ("output_id") REFERENCES "outputs" ("id") ON DELETE CASCADE,
    CONSTRAINT "fk_matches_works_work_id_rights_holder_id" FOREIGN KEY ("work_id", "rights_holder_id") REFERENCES "works" ("id", "rights_holder_id") ON DELETE RESTRICT
);

INSERT INTO "roles" ("id", "concurrency_stamp", "name", "normalized_name")
VALUES ('0195B1A0-0000-7000-8000-000000000001', '0195b1a0-0000-7000-8000-000000000001', 'Publisher', 'PUBLISHER');
SELECT changes();

INSERT INTO "roles" ("id", "concurrency_stamp", "name", "normalized_name")
VALUES ('0195B1A0-0000-7000-8000-000000000002', '0195b1a0-0000-7000-8000-000000000002', 'Auditor', 'AUDITOR');
SELECT changes();

INSERT INTO "roles" ("id", "concurrency_stamp", "name", "normalized_name")
VALUES ('0195B1A0-0000-7000-8000-000000000003', '0195b1a0-0000-7000-8000-000000000003', 'Administrator', 'ADMINISTRATOR');
SELECT changes();


INSERT INTO "sequences" ("name", "last")
VALUES ('scans', 0);
SELECT changes();

INSERT INTO "sequences" ("name", "last")
VALUES ('submissions', 0);
SELECT changes();

INSERT INTO "sequences" ("name", "last")
VALUES ('work revisions', 0);
SELECT changes();


CREATE INDEX "ix_api_keys_person_id" ON "api_keys" ("person_id");

CREATE INDEX "ix_api_keys_rights_holder_id" ON "api_keys" ("rights_holder_id");

CREATE UNIQUE INDEX "ix_api_keys_secret_sha256" ON "api_keys" ("secret_sha256");

CREATE INDEX "ix_audit_log_at" ON "audit_log" ("at");

CREATE INDEX "ix_audit_log_rights_holder_id_id" ON "audit_log" ("rights_holder_id", "id");

CREATE INDEX "ix_audit_log_subject_kind_subject_id" ON "audit_log" ("subject_kind", "subject_id");

CREATE UNIQUE INDEX "ix_catalogs_rights_holder_id_name" ON "catalogs" ("rights_holder_id", "name");

CREATE INDEX "ix_files_rights_holder_id" ON "files" ("rights_holder_id");

CREATE INDEX "ix_findings_rights_holder_id_created" ON "findings" ("rights_holder_id", "created");

CREATE UNIQUE INDEX "ix_findings_scan_id_work_id" ON "findings" ("scan_id", "work_id");

CREATE INDEX "ix_findings_work_id_rights_holder_id" ON "findings" ("work_id", "rights_holder_id");

CREATE INDEX "ix_findings_work_id_text_sha256" ON "findings" ("work_id", "text_sha256");

CREATE INDEX "ix_idempotent_requests_created" ON "idempotent_requests" ("created");

CREATE INDEX "ix_invitations_accepted_by_id" ON "invitations" ("accepted_by_id");

CREATE INDEX "ix_invitations_invited_by_id" ON "invitations" ("invited_by_id");

CREATE INDEX "ix_invitations_rights_holder_id" ON "invitations" ("rights_holder_id");

CREATE UNIQUE INDEX "ix_invitations_token_sha256" ON "invitations" ("token_sha256");

CREATE INDEX "ix_jobs_claimable_from" ON "jobs" ("claimable_from") WHERE state IN ('Queued', 'Running');

CREATE UNIQUE INDEX "ix_jobs_kind_subject_id" ON "jobs" ("kind", "subject_id") WHERE state IN ('Queued', 'Running');

CREATE INDEX "ix_jobs_queued" ON "jobs" ("queued");

CREATE INDEX "ix_jobs_rights_holder_id" ON "jobs" ("rights_holder_id");

CREATE INDEX "ix_jobs_subject_id" ON "jobs" ("subject_id");

CREATE INDEX "ix_matches_output_id" ON "matches" ("output_id");

CREATE INDEX "ix_matches_scan_id_e_value" ON "matches" ("scan_id", "e_value");

CREATE INDEX "ix_matches_work_id_rights_holder_id_scan_id_e_value" ON "matches" ("work_id", "rights_holder_id", "scan_id", "e_value");

CREATE UNIQUE INDEX "ix_models_name" ON "models" ("name");

CREATE INDEX "ix_outputs_probe_id" ON "outputs" ("probe_id");

CREATE UNIQUE INDEX "ix_outputs_scan_id_ordinal_sample" ON "outputs" ("scan_id", "ordinal", "sample");

CREATE INDEX "EmailIndex" ON "people" ("normalized_email");

CREATE INDEX "ix_people_rights_holder_id" ON "people" ("rights_holder_id");

CREATE UNIQUE INDEX "UserNameIndex" ON "people" ("normalized_user_name");

CREATE INDEX "ix_person_claims_user_id" ON "person_claims" ("user_id");

CREATE INDEX "ix_person_logins_user_id" ON "person_logins" ("user_id");

CREATE INDEX "ix_person_roles_role_id" ON "person_roles" ("role_id");

CREATE UNIQUE INDEX "ix_probes_scan_id_ordinal" ON "probes" ("scan_id", "ordinal");

CREATE INDEX "ix_report_files_report_id_rights_holder_id" ON "report_files" ("report_id", "rights_holder_id");

CREATE INDEX "ix_report_files_stored_file_id" ON "report_files" ("stored_file_id");

CREATE INDEX "ix_reports_catalog_id_rights_holder_id" ON "reports" ("catalog_id", "rights_holder_id");

CREATE INDEX "ix_reports_rights_holder_id_created" ON "reports" ("rights_holder_id", "created");

CREATE UNIQUE INDEX "ix_rights_holders_name" ON "rights_holders" ("name");

CREATE INDEX "ix_role_claims_role_id" ON "role_claims" ("role_id");

CREATE UNIQUE INDEX "RoleNameIndex" ON "roles" ("normalized_name");

CREATE INDEX "ix_scan_plan_catalogs_catalog_id" ON "scan_plan_catalogs" ("catalog_id");

CREATE INDEX "ix_scan_plan_runs_scan_id" ON "scan_plan_runs" ("scan_id");

CREATE INDEX "ix_scan_plans_model_id" ON "scan_plans" ("model_id");

CREATE UNIQUE INDEX "ix_scan_plans_name" ON "scan_plans" ("name");

CREATE INDEX "ix_scans_created" ON "scans" ("created");

CREATE INDEX "ix_scans_model_id" ON "scans" ("model_id");

CREATE UNIQUE INDEX "ix_scans_number" ON "scans" ("number");

CREATE INDEX "ix_scans_outputs_file_id" ON "scans" ("outputs_file_id");

CREATE INDEX "ix_scans_plan_id_created" ON "scans" ("plan_id", "created");

CREATE INDEX "ix_submission_records_submission_id_rights_holder_id_outcome" ON "submission_records" ("submission_id", "rights_holder_id", "outcome");

CREATE INDEX "ix_submissions_catalog_id_rights_holder_id" ON "submissions" ("catalog_id", "rights_holder_id");

CREATE UNIQUE INDEX "ix_submissions_number" ON "submissions" ("number");

CREATE INDEX "ix_submissions_stored_file_id" ON "submissions" ("stored_file_id");

CREATE INDEX "ix_work_texts_work_id_rights_holder_id" ON "work_texts" ("work_id", "rights_holder_id");

CREATE UNIQUE INDEX "ix_works_catalog_id_external_id" ON "works" ("catalog_id", "external_id");

CREATE INDEX "ix_works_catalog_id_rights_holder_id" ON "works" ("catalog_id", "rights_holder_id");

CREATE UNIQUE INDEX "ix_works_revision" ON "works" ("revision");

CREATE TRIGGER audit_log_is_not_updated BEFORE UPDATE ON audit_log
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;

CREATE TRIGGER audit_log_is_not_deleted BEFORE DELETE ON audit_log
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;

CREATE TRIGGER audit_log_is_not_replaced BEFORE INSERT ON audit_log
WHEN EXISTS (SELECT 1 FROM audit_log WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;

INSERT INTO "__EFMigrationsHistory" ("migration_id", "product_version")
VALUES ('20261125000000_Initial', '10.0.15');

COMMIT;

