# Rscript scripts/golden-field.R: writes tests/stats/golden/field.json, which the statistics of the field are held against.
# Needs R with nlme (which comes with R), sandwich and survey: apt-get install r-base-core r-cran-sandwich r-cran-survey
# The tests need no R: run this only when a case is added.
suppressMessages({ library(nlme); library(sandwich); library(survey) })
set.seed(20261127)

number <- function(x) paste0("[", paste(sprintf("%.12g", x), collapse = ","), "]")
one <- function(x) sprintf("%.17g", x)

# A series at integer times with gaps, unequal weights, a constant, three times of the day and a step.
series <- function(n, rho, gaps, weighted, step) {
  times <- if (gaps) sort(sample(0:(n * 5 %/% 4), n)) else 0:(n - 1)
  weights <- if (weighted) round(runif(n, 1, 40)) else rep(1, n)
  errors <- as.numeric(arima.sim(list(ar = if (rho == 0) numeric(0) else rho), max(times) + 1))[times + 1]
  season <- c(0, 3, 5, 2)[times %% 4 + 1]
  isAfter <- as.numeric(seq_len(n) > n %/% 2)
  data.frame(times, weights, isAfter,
    a = as.numeric(times %% 4 == 1), b = as.numeric(times %% 4 == 2), c = as.numeric(times %% 4 == 3),
    y = round(100 + season + step * isAfter + 6 * errors / sqrt(weights), 3))
}

regression <- function(n, rho, gaps, weighted, step) {
  d <- series(n, rho, gaps, weighted, step)
  tight <- glsControl(tolerance = 1e-12, msTol = 1e-14, maxIter = 500, msMaxIter = 500, returnObject = TRUE)
  fixed <- gls(y ~ a + b + c + isAfter, d, corAR1(rho, ~ times, fixed = TRUE), varFixed(~ I(1 / weights)), method = "REML")
  s <- summary(fixed)$tTable["isAfter", ]
  # The restricted likelihood of nlme itself, maximised over the coefficient; its own search stops at fewer digits.
  likelihood <- function(r) as.numeric(logLik(gls(y ~ a + b + c + isAfter, d, corAR1(r, ~ times, fixed = TRUE),
    varFixed(~ I(1 / weights)), method = "REML")))
  grid <- seq(-0.98, 0.98, 0.02)
  start <- grid[which.max(sapply(grid, likelihood))]
  found <- optimize(likelihood, c(start - 0.02, start + 0.02), maximum = TRUE, tol = 1e-10)$maximum
  paste0('{"rho":', one(rho), ',"times":', number(d$times), ',"weights":', number(d$weights), ',"values":', number(d$y),
    ',"isAfter":', number(d$isAfter), ',"step":', one(s[["Value"]]), ',"se":', one(s[["Std.Error"]]),
    ',"degrees":', n - 5, ',"likeliest":', one(found), "}")
}

# Sessions with 1 to 6 views; the share of views at or below a threshold.
clustered <- function(sessions) {
  own <- rnorm(sessions)
  views <- sample(1:6, sessions, replace = TRUE)
  session <- rep(seq_len(sessions), views)
  isBelow <- as.numeric(own[session] + rnorm(length(session)) < 1)
  v <- vcovCL(lm(isBelow ~ 1), cluster = session, type = "HC0", cadjust = TRUE)
  b <- as.numeric(tapply(isBelow, session, sum))
  paste0('{"m":', number(views), ',"b":', number(b), ',"variance":', one(v[1, 1]), "}")
}

# Sessions of so many views, in whole milliseconds: the percentile and its interval of Woodruff, by survey, which knows neither
# our sums nor our search. It centres the share at the found one, not at p: they are equal where n p is whole. Bounds are those
# of t with G - 1 degrees of freedom; qrule "math" is the nearest rank.
percentile <- function(sessions, views, p) {
  session <- rep(seq_len(sessions), each = views)
  value <- round(2000 * exp(0.4 * rnorm(sessions)[session] + 0.4 * rnorm(length(session))))
  design <- svydesign(ids = ~session, data = data.frame(session, value), weights = ~1)
  q <- svyquantile(~value, design, p, ci = TRUE, interval.type = "mean", qrule = "math", df = sessions - 1)$value
  paste0('{"percentile":', 100 * p, ',"views":', views, ',"values":', number(value), ',"value":', one(q[1, "quantile"]),
    ',"low":', one(q[1, "ci.2.5"]), ',"high":', one(q[1, "ci.97.5"]), "}")
}

regressions <- c(regression(40, 0.3, FALSE, FALSE, 5), regression(60, 0.8, FALSE, TRUE, 0), regression(80, 0.6, TRUE, TRUE, -8),
  regression(50, -0.4, FALSE, FALSE, 2), regression(30, 0, TRUE, FALSE, 10))
shares <- c(clustered(12), clustered(80), clustered(2))
percentiles <- c(percentile(40, 4, 0.75), percentile(24, 10, 0.75), percentile(150, 2, 0.9), percentile(60, 1, 0.5))
text <- paste0('{\n"regressions":[\n', paste(regressions, collapse = ",\n"), '\n],\n"shares":[\n', paste(shares, collapse = ",\n"),
  '\n],\n"percentiles":[\n', paste(percentiles, collapse = ",\n"), "\n]\n}\n")
cat(text, file = "tests/stats/golden/field.json")
