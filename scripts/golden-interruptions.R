# Rscript scripts/golden-interruptions.R: writes tests/stats/golden/interruptions.json, which `field its` is held against.
# Needs R with nlme, which comes with R. The tests need no R: run this only when a case is added.
suppressMessages(library(nlme))
set.seed(20261128)

number <- function(x) paste0("[", paste(sprintf("%.12g", x), collapse = ","), "]")
one <- function(x) sprintf("%.17g", x)

# A series with gaps, unequal weights, three times of the day, a campaign that begins some times after a step and ends before the
# series does, single holidays, and a trend that changes with the step.
series <- function(n, rho, gaps) {
  times <- if (gaps) sort(sample(0:(n * 5 %/% 4), n)) else 0:(n - 1)
  middle <- times[n %/% 2]
  weights <- round(runif(n, 1, 40))
  errors <- as.numeric(arima.sim(list(ar = if (rho == 0) numeric(0) else rho), max(times) + 1))[times + 1]
  days <- (times - middle) / 4
  d <- data.frame(times, weights,
    a = as.numeric(times %% 4 == 1), b = as.numeric(times %% 4 == 2), c = as.numeric(times %% 4 == 3),
    campaign = as.numeric(times >= middle + 3 & times < middle + n / 4), holiday = as.numeric(times %/% 4 %in% c(2, 7, 16)),
    trend = days, change = pmax(0, days), isAfter = as.numeric(times >= middle))
  d$y <- round(100 + 3 * d$a + 5 * d$b + 2 * d$c + 9 * d$campaign - 4 * d$holiday + 0.3 * d$trend - 0.5 * d$change + 6 * d$isAfter +
    6 * errors / sqrt(weights), 3)
  d
}

interruption <- function(n, rho, gaps, sloped) {
  d <- series(n, rho, gaps)
  names <- c("campaign", "holiday", if (sloped) c("trend", "change"), "isAfter")
  model <- as.formula(paste("y ~ a + b + c +", paste(names, collapse = " + ")))
  fit <- function(r) gls(model, d, corAR1(r, ~ times, fixed = TRUE), varFixed(~ I(1 / weights)), method = "REML")
  table <- summary(fit(rho))$tTable
  # The restricted likelihood of nlme itself, from 0 to 0.99.
  likelihood <- function(r) as.numeric(logLik(fit(r)))
  grid <- seq(0, 0.98, 0.02)
  start <- grid[which.max(sapply(grid, likelihood))]
  found <- optimize(likelihood, c(max(0, start - 0.02), start + 0.02), maximum = TRUE, tol = 1e-10)$maximum
  likeliest <- summary(fit(found))$tTable
  columns <- sapply(names, function(name) paste0('{"name":"', name, '","values":', number(d[[name]]), ',"value":',
    one(table[name, "Value"]), ',"se":', one(table[name, "Std.Error"]), ',"atLikeliest":{"value":', one(likeliest[name, "Value"]),
    ',"se":', one(likeliest[name, "Std.Error"]), "}}"))
  paste0('{"rho":', one(rho), ',"times":', number(d$times), ',"weights":', number(d$weights), ',"values":', number(d$y),
    ',"columns":[', paste(columns, collapse = ","), '],"degrees":', n - 4 - length(names), ',"likeliest":', one(found), "}")
}

cases <- c(interruption(80, 0.3, FALSE, FALSE), interruption(112, 0.7, TRUE, FALSE), interruption(96, 0.5, FALSE, TRUE),
  interruption(112, 0, TRUE, TRUE))
cat(paste0("[\n", paste(cases, collapse = ",\n"), "\n]\n"), file = "tests/stats/golden/interruptions.json")
