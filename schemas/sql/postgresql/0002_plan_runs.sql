START TRANSACTION;
ALTER TABLE scan_plans ADD asking_json text NOT NULL DEFAULT '{}';

ALTER TABLE scan_plans ADD new_places_each_run boolean NOT NULL DEFAULT FALSE;

ALTER TABLE scan_plans ADD next_due timestamp with time zone;

CREATE TABLE scan_plan_runs (
    plan_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    scan_id uuid,
    missed integer NOT NULL,
    left_out text,
    CONSTRAINT pk_scan_plan_runs PRIMARY KEY (plan_id, at),
    CONSTRAINT fk_scan_plan_runs_scan_plans_plan_id FOREIGN KEY (plan_id) REFERENCES scan_plans (id) ON DELETE CASCADE,
    CONSTRAINT fk_scan_plan_runs_scans_scan_id FOREIGN KEY (scan_id) REFERENCES scans (id) ON DELETE CASCADE
);

CREATE INDEX ix_scan_plan_runs_scan_id ON scan_plan_runs (scan_id);

INSERT INTO "__EFMigrationsHistory" (migration_id, product_version)
VALUES ('20261125040000_PlanRuns', '10.0.15');

COMMIT;

