BEGIN TRANSACTION;
ALTER TABLE "scan_plans" ADD "asking_json" TEXT NOT NULL DEFAULT '{}';

ALTER TABLE "scan_plans" ADD "new_places_each_run" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "scan_plans" ADD "next_due" TEXT NULL;

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

CREATE INDEX "ix_scan_plan_runs_scan_id" ON "scan_plan_runs" ("scan_id");

INSERT INTO "__EFMigrationsHistory" ("migration_id", "product_version")
VALUES ('20261125040000_PlanRuns', '10.0.15');

COMMIT;

