"""Schema 4: what a business plan is made from, and how it is followed up.

A plan spans one to three fiscal years. Drivers belong to a plan and are copied with it; what they
give lies in `plan_value` as before, beside amounts that were typed over it. A scenario keeps its
shocks, never their result alone. An approved plan keeps the parameters and working days it used.

Besides: whose protection older copies must follow, protected people on the waiting list, how many
trainees a supervisor takes from a day on, and when a report went out a second time.

The drivers of earlier versions become streams whole: every column keeps its rows and sums, and what
undo remembers of them is undone there.
"""

STATEMENTS = """
ALTER TABLE plan ADD COLUMN years INTEGER NOT NULL DEFAULT 1 CHECK (years BETWEEN 1 AND 3);
CREATE TABLE plan_stream (
  id INTEGER PRIMARY KEY, plan_id INTEGER NOT NULL REFERENCES plan(id),
  line_code TEXT NOT NULL REFERENCES plan_line(code),
  places_milli INTEGER NOT NULL CHECK (places_milli >= 0),
  occupancy_bp INTEGER NOT NULL CHECK (occupancy_bp BETWEEN 0 AND 10000),
  price_ore INTEGER NOT NULL CHECK (price_ore >= 0),
  name TEXT NOT NULL DEFAULT '', buyer_id INTEGER REFERENCES buyer(id),
  payer_kind TEXT NOT NULL DEFAULT 'kommun', unit TEXT NOT NULL DEFAULT 'dag',
  basis TEXT NOT NULL DEFAULT 'narvaro', first_month TEXT, last_month TEXT,
  day_minutes INTEGER NOT NULL DEFAULT 360, vat_bp INTEGER NOT NULL DEFAULT 0,
  terms_days INTEGER NOT NULL DEFAULT 30, project TEXT NOT NULL DEFAULT '',
  sort INTEGER NOT NULL DEFAULT 0, seeded INTEGER NOT NULL DEFAULT 0 CHECK (seeded IN (0, 1))
) STRICT;
INSERT INTO plan_stream (id, plan_id, line_code, places_milli, occupancy_bp, price_ore)
  SELECT id, plan_id, line_code, places_milli, occupancy_bp, price_ore FROM plan_driver;
DROP TABLE plan_driver;
UPDATE undo_row SET table_name = 'plan_stream' WHERE table_name = 'plan_driver';
CREATE INDEX plan_stream_plan ON plan_stream(plan_id);
CREATE TABLE plan_stream_change (
  id INTEGER PRIMARY KEY, stream_id INTEGER NOT NULL REFERENCES plan_stream(id),
  from_month TEXT NOT NULL, places_milli INTEGER NOT NULL, occupancy_bp INTEGER NOT NULL,
  price_ore INTEGER NOT NULL, UNIQUE (stream_id, from_month)
) STRICT;
CREATE TABLE plan_sale (
  id INTEGER PRIMARY KEY, plan_id INTEGER NOT NULL REFERENCES plan(id),
  sort INTEGER NOT NULL DEFAULT 0, name TEXT NOT NULL,
  volume_milli INTEGER NOT NULL, price_ore INTEGER NOT NULL,
  cogs_bp INTEGER NOT NULL DEFAULT 0, first_month TEXT, last_month TEXT,
  vat_bp INTEGER NOT NULL, terms_days INTEGER NOT NULL,
  cost_vat_bp INTEGER NOT NULL, cost_terms_days INTEGER NOT NULL,
  line_code TEXT NOT NULL REFERENCES plan_line(code),
  cost_line_code TEXT NOT NULL REFERENCES plan_line(code), project TEXT NOT NULL DEFAULT '',
  seeded INTEGER NOT NULL DEFAULT 0 CHECK (seeded IN (0, 1))
) STRICT;
CREATE INDEX plan_sale_plan ON plan_sale(plan_id);
CREATE TABLE plan_sale_season (
  id INTEGER PRIMARY KEY, sale_id INTEGER NOT NULL REFERENCES plan_sale(id),
  month_number INTEGER NOT NULL CHECK (month_number BETWEEN 1 AND 12),
  weight INTEGER NOT NULL CHECK (weight >= 0), UNIQUE (sale_id, month_number)
) STRICT;
CREATE TABLE plan_sale_change (
  id INTEGER PRIMARY KEY, sale_id INTEGER NOT NULL REFERENCES plan_sale(id),
  from_month TEXT NOT NULL, volume_milli INTEGER NOT NULL, price_ore INTEGER NOT NULL,
  UNIQUE (sale_id, from_month)
) STRICT;
CREATE TABLE plan_staff (
  id INTEGER PRIMARY KEY, plan_id INTEGER NOT NULL REFERENCES plan(id),
  sort INTEGER NOT NULL DEFAULT 0, role TEXT NOT NULL, name TEXT NOT NULL,
  fte_bp INTEGER NOT NULL, monthly_pay_ore INTEGER NOT NULL, birth_year INTEGER,
  first_month TEXT, last_month TEXT, holiday_bp INTEGER, pension_bp INTEGER, insurance_bp INTEGER,
  rise_bp INTEGER NOT NULL DEFAULT 0,
  rise_month INTEGER NOT NULL DEFAULT 4 CHECK (rise_month BETWEEN 1 AND 12),
  subsidy TEXT NOT NULL DEFAULT '', subsidy_level_bp INTEGER NOT NULL DEFAULT 0,
  subsidy_cap_ore INTEGER,
  subsidy_with_premiums INTEGER NOT NULL DEFAULT 0 CHECK (subsidy_with_premiums IN (0, 1)),
  subsidy_first_month TEXT, subsidy_last_month TEXT,
  subsidy_delay_months INTEGER NOT NULL DEFAULT 1,
  subsidy_line_code TEXT NOT NULL DEFAULT 'I40' REFERENCES plan_line(code),
  line_code TEXT NOT NULL REFERENCES plan_line(code), project TEXT NOT NULL DEFAULT '',
  seeded INTEGER NOT NULL DEFAULT 0 CHECK (seeded IN (0, 1))
) STRICT;
CREATE INDEX plan_staff_plan ON plan_staff(plan_id);
CREATE TABLE plan_fixed_cost (
  id INTEGER PRIMARY KEY, plan_id INTEGER NOT NULL REFERENCES plan(id),
  sort INTEGER NOT NULL DEFAULT 0, name TEXT NOT NULL,
  line_code TEXT NOT NULL REFERENCES plan_line(code), amount_ore INTEGER NOT NULL,
  every_months INTEGER NOT NULL CHECK (every_months >= 0), first_month TEXT, last_month TEXT,
  index_bp INTEGER NOT NULL DEFAULT 0, vat_bp INTEGER NOT NULL, terms_days INTEGER NOT NULL,
  project TEXT NOT NULL DEFAULT '',
  seeded INTEGER NOT NULL DEFAULT 0 CHECK (seeded IN (0, 1))
) STRICT;
CREATE INDEX plan_fixed_cost_plan ON plan_fixed_cost(plan_id);
CREATE TABLE plan_grant (
  id INTEGER PRIMARY KEY, plan_id INTEGER NOT NULL REFERENCES plan(id),
  sort INTEGER NOT NULL DEFAULT 0, name TEXT NOT NULL,
  line_code TEXT NOT NULL REFERENCES plan_line(code), amount_ore INTEGER NOT NULL,
  first_month TEXT NOT NULL, last_month TEXT NOT NULL, paid TEXT NOT NULL,
  delay_months INTEGER NOT NULL DEFAULT 0, project TEXT NOT NULL DEFAULT '',
  CHECK (first_month <= last_month)
) STRICT;
CREATE INDEX plan_grant_plan ON plan_grant(plan_id);
CREATE TABLE plan_investment (
  id INTEGER PRIMARY KEY, plan_id INTEGER NOT NULL REFERENCES plan(id),
  sort INTEGER NOT NULL DEFAULT 0, name TEXT NOT NULL, month TEXT NOT NULL,
  amount_ore INTEGER NOT NULL, life_months INTEGER NOT NULL CHECK (life_months > 0),
  vat_bp INTEGER NOT NULL, terms_days INTEGER NOT NULL,
  line_code TEXT NOT NULL REFERENCES plan_line(code)
) STRICT;
CREATE INDEX plan_investment_plan ON plan_investment(plan_id);
CREATE TABLE plan_loan (
  id INTEGER PRIMARY KEY, plan_id INTEGER NOT NULL REFERENCES plan(id),
  sort INTEGER NOT NULL DEFAULT 0, name TEXT NOT NULL, month TEXT NOT NULL,
  amount_ore INTEGER NOT NULL, rate_bp INTEGER NOT NULL,
  months INTEGER NOT NULL CHECK (months > 0), kind TEXT NOT NULL,
  grace_months INTEGER NOT NULL DEFAULT 0, line_code TEXT NOT NULL REFERENCES plan_line(code)
) STRICT;
CREATE INDEX plan_loan_plan ON plan_loan(plan_id);
CREATE TABLE plan_cash_item (
  id INTEGER PRIMARY KEY, plan_id INTEGER NOT NULL REFERENCES plan(id),
  month TEXT NOT NULL, amount_ore INTEGER NOT NULL, name TEXT NOT NULL
) STRICT;
CREATE INDEX plan_cash_item_plan ON plan_cash_item(plan_id);
CREATE TABLE plan_premises (
  id INTEGER PRIMARY KEY REFERENCES plan(id), opening_ore INTEGER,
  credit_limit_ore INTEGER NOT NULL DEFAULT 0, payroll_tax_bp INTEGER NOT NULL DEFAULT 2400,
  vat_period TEXT NOT NULL DEFAULT 'quarter', ratio_milli INTEGER,
  ratio_step_bp INTEGER NOT NULL DEFAULT 2500, sick_bp INTEGER NOT NULL DEFAULT 0,
  sick_cost_bp INTEGER NOT NULL DEFAULT 8000,
  sick_line_code TEXT NOT NULL DEFAULT 'K37' REFERENCES plan_line(code)
) STRICT;
CREATE TABLE plan_shock (
  id INTEGER PRIMARY KEY, plan_id INTEGER NOT NULL REFERENCES plan(id),
  driver TEXT NOT NULL, target_id INTEGER, factor_bp INTEGER,
  delta INTEGER NOT NULL DEFAULT 0, from_month TEXT
) STRICT;
CREATE INDEX plan_shock_plan ON plan_shock(plan_id);
CREATE TABLE plan_parameter (
  id INTEGER PRIMARY KEY, plan_id INTEGER NOT NULL REFERENCES plan(id),
  key TEXT NOT NULL, value INTEGER NOT NULL, valid_from TEXT NOT NULL, valid_to TEXT,
  source TEXT NOT NULL DEFAULT '', checked_on TEXT,
  changed INTEGER NOT NULL DEFAULT 0 CHECK (changed IN (0, 1)), UNIQUE (plan_id, key, valid_from)
) STRICT;
CREATE TABLE plan_workdays (
  id INTEGER PRIMARY KEY, plan_id INTEGER NOT NULL REFERENCES plan(id),
  month TEXT NOT NULL, days INTEGER NOT NULL, UNIQUE (plan_id, month)
) STRICT;
CREATE TABLE parameter (
  id INTEGER PRIMARY KEY, key TEXT NOT NULL, value INTEGER NOT NULL,
  valid_from TEXT NOT NULL, valid_to TEXT, source TEXT NOT NULL DEFAULT '', checked_on TEXT,
  UNIQUE (key, valid_from), CHECK (valid_to IS NULL OR valid_to >= valid_from)
) STRICT;
CREATE TABLE expected_item (
  id INTEGER PRIMARY KEY, line_code TEXT NOT NULL REFERENCES plan_line(code),
  month TEXT NOT NULL, amount_ore INTEGER NOT NULL, name TEXT NOT NULL,
  source TEXT NOT NULL DEFAULT 'typed', agreement_id INTEGER REFERENCES agreement(id),
  noted_on TEXT NOT NULL, settled_on TEXT
) STRICT;
CREATE INDEX expected_item_month ON expected_item(month);
CREATE TABLE sold_volume (
  id INTEGER PRIMARY KEY, line_code TEXT NOT NULL REFERENCES plan_line(code),
  name TEXT NOT NULL, month TEXT NOT NULL,
  volume_milli INTEGER NOT NULL CHECK (volume_milli >= 0), UNIQUE (line_code, name, month)
) STRICT;
CREATE TABLE figure_target (
  id INTEGER PRIMARY KEY, figure TEXT NOT NULL, fiscal_year_id INTEGER REFERENCES fiscal_year(id),
  value_micro INTEGER NOT NULL, direction INTEGER NOT NULL CHECK (direction IN (-1, 0, 1)),
  yellow_micro INTEGER, red_micro INTEGER, UNIQUE (figure, fiscal_year_id)
) STRICT;
CREATE TABLE bank_balance (
  id INTEGER PRIMARY KEY, day TEXT NOT NULL UNIQUE, balance_ore INTEGER NOT NULL
) STRICT;
CREATE TABLE society_assumption (
  id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, low INTEGER NOT NULL, likely INTEGER NOT NULL,
  high INTEGER NOT NULL, source TEXT NOT NULL DEFAULT '', checked_on TEXT,
  CHECK (low <= likely AND likely <= high)
) STRICT;
CREATE TABLE protection (
  id INTEGER PRIMARY KEY, number INTEGER NOT NULL UNIQUE, turn INTEGER NOT NULL CHECK (turn > 0),
  changed_on TEXT NOT NULL, vouched_sealed BLOB
) STRICT;
CREATE TABLE supervisor_ratio (
  id INTEGER PRIMARY KEY, valid_from TEXT NOT NULL UNIQUE,
  ratio_milli INTEGER NOT NULL CHECK (ratio_milli > 0)
) STRICT;
ALTER TABLE waiting ADD COLUMN protected INTEGER NOT NULL DEFAULT 0 CHECK (protected IN (0, 1));
ALTER TABLE sent_report ADD COLUMN last_sent_on TEXT;
"""
