# Rscript scripts/golden-experiments.R: writes tests/stats/golden/experiments.json, which the statistics of experiments are held
# against. Needs R with sandwich: apt-get install r-base-core r-cran-sandwich
# The tests need no R: run this only when a case is added.
suppressMessages(library(sandwich))
set.seed(20261128)

number <- function(x) paste0("[", paste(sprintf("%.17g", as.numeric(x)), collapse = ","), "]")
one <- function(x) sprintf("%.17g", x)
truth <- function(x) paste0("[", paste(ifelse(x, "true", "false"), collapse = ","), "]")
object <- function(...) { x <- c(...); paste0("{", paste0('"', names(x), '":', x, collapse = ","), "}") }
list_of <- function(x) paste0("[\n", paste(x, collapse = ",\n"), "\n]")

# Student's t at degrees that need not be whole, and the noncentral t.
student <- function(t, df, ncp) object(t = one(t), degrees = one(df), noncentrality = one(ncp),
  upper = one(pt(t, df, lower.tail = FALSE)), quantile = one(qt(0.025, df, lower.tail = FALSE)),
  noncentral = one(1 - pt(t, df, ncp)))

ratio <- function(counts, shares) {
  found <- chisq.test(counts, p = shares / sum(shares))
  object(counts = number(counts), shares = number(shares), statistic = one(found$statistic), p = one(found$p.value))
}

# Sessions of 1 to 6 views whose outcomes are alike; arms of unequal numbers.
arms <- function(control, treated, effect) {
  G <- control + treated
  m <- sample(1:6, G, replace = TRUE)
  session <- rep(seq_len(G), m)
  arm <- as.numeric(session > control)
  y <- round(10 + effect * arm + rnorm(G)[session] + rnorm(length(session)), 3)
  fit <- lm(y ~ arm)
  v <- vcovCL(fit, cluster = session, type = "HC0", cadjust = TRUE)
  means <- lm(y ~ 0 + factor(arm))
  w <- vcovCL(means, cluster = session, type = "HC0", cadjust = TRUE)
  effective <- c(sum(m[1:control])^2 / sum(m[1:control]^2), sum(m[-(1:control)])^2 / sum(m[-(1:control)]^2))
  welch <- function(parts) sum(parts)^2 / sum(parts^2 / (effective - 1))
  # Each mean's variance with the correction of its own effective sessions in place of G / (G - 1).
  parts <- diag(w) * (G - 1) / G * effective / (effective - 1)
  logs <- parts / coef(means)^2
  reach <- qt(0.975, welch(logs)) * sqrt(sum(logs))
  log_ratio <- log(coef(means)[[2]] / coef(means)[[1]])
  t <- coef(fit)[[2]] / sqrt(sum(parts))
  object(arms = number(as.numeric(seq_len(G) > control)), m = number(m), y = number(tapply(y, session, sum)),
    difference = one(coef(fit)[[2]]), se = one(sqrt(v[2, 2])), degrees = one(welch(parts)),
    p = one(2 * pt(-abs(t), welch(parts))), low = one(expm1(log_ratio - reach)), high = one(expm1(log_ratio + reach)))
}

# Regions of unequal traffic over three periods before and one after.
differences <- function(control, treated) {
  G <- control + treated
  d <- expand.grid(cluster = seq_len(G), time = 0:3)
  d$treated <- as.numeric(d$cluster > control)
  d$m <- round(runif(nrow(d), 20, 400))
  d$mean <- round(50 + 5 * rnorm(G)[d$cluster] + d$time + 2 * d$treated * (d$time == 3) + rnorm(nrow(d)), 4)
  d$after <- as.numeric(d$time == 3)
  slope <- lm(mean ~ factor(cluster) + time + time:treated, d[d$time < 3, ], weights = m)
  error <- function(fit, cluster, at) sqrt(vcovCL(fit, cluster = cluster, type = "HC0", cadjust = TRUE)[at, at])
  # Periods before are added up: cells of a cluster before have one mean.
  before <- d[d$time < 3, ]
  total <- aggregate(cbind(m, y = m * mean) ~ cluster, before, sum)
  two <- rbind(data.frame(cluster = total$cluster, after = 0, m = total$m, mean = total$y / total$m),
    d[d$time == 3, c("cluster", "after", "m", "mean")])
  two$treated <- as.numeric(two$cluster > control)
  both <- lm(mean ~ factor(cluster) + after + after:treated, two, weights = m)
  object(treated = truth(seq_len(G) > control), periods = paste0("[", paste(sapply(0:3, function(time)
    paste0('{"m":', number(d$m[d$time == time]), ',"mean":', number(d$mean[d$time == time]), "}")), collapse = ","), "]"),
    difference = one(coef(both)[["after:treated"]]), se = one(error(both, two$cluster, "after:treated")),
    slope = one(coef(slope)[["time:treated"]]), slopeSe = one(error(slope, before$cluster, "time:treated")))
}

# Where the p-value crosses 5 %, from outside.
edges <- function(p, centre, reach) {
  side <- function(sign) {
    grid <- centre + sign * reach * seq(0, 12, 0.25)
    out <- max(which(sapply(grid, p) > 0.05 + 1e-9))
    if (out == length(grid)) return(NA)
    inside <- grid[out]; outside <- grid[out + 1]
    for (i in 1:44) { middle <- (inside + outside) / 2; if (p(middle) > 0.05 + 1e-9) inside <- middle else outside <- middle }
    (inside + outside) / 2
  }
  c(side(-1), side(1))
}
inference <- function(statistic, assignments, observed, v) {
  p <- function(effect) {
    shifted <- v - effect * observed
    t <- apply(assignments, 2, function(z) statistic(z, shifted)$t)
    mean(abs(t) >= abs(statistic(observed, shifted)$t) * (1 - 1e-9))
  }
  found <- statistic(observed, v)
  ends <- edges(p, found$value, found$se)
  list(value = found$value, se = found$se, p = p(0), low = ends[1], high = ends[2], count = ncol(assignments))
}
as_json <- function(found) sapply(found, function(x) if (is.na(x)) "null" else one(x))

# Few clusters: every choice of as many, t by vcovCL.
randomised <- function(control, treated) {
  n <- control + treated
  w <- round(runif(n, 5, 50))
  observed <- as.numeric(seq_len(n) > control)
  v <- round(20 + rnorm(n) + 3 * observed, 3)
  statistic <- function(z, values) {
    fit <- lm(values ~ z, weights = w)
    se <- sqrt(vcovCL(fit, cluster = seq_len(n), type = "HC0", cadjust = TRUE)[2, 2])
    list(value = coef(fit)[[2]], se = se, t = coef(fit)[[2]] / se)
  }
  assignments <- combn(n, treated, function(these) as.numeric(seq_len(n) %in% these))
  object(treated = truth(observed == 1), weights = number(w), values = number(v),
    as_json(inference(statistic, assignments, observed, v)))
}

# Pairs of periods in two regions; regions switch together or on their own.
switchbacks <- function(blocks, together) {
  d <- expand.grid(half = 0:1, block = seq_len(blocks), region = c(1, 2))
  unit <- if (together) d$block else paste(d$block, d$region)
  d$unit <- match(unit, unique(unit))
  first <- rep(c(1, 0), length.out = max(d$unit))
  arm <- function(first) ifelse(d$half == 0, first[d$unit], 1 - first[d$unit])
  observed <- arm(first)
  d$m <- round(runif(nrow(d), 10, 90))
  v <- round(30 + 5 * d$region + 2 * sin(d$block) + 2.5 * observed + rnorm(nrow(d)), 3)
  place <- factor(paste(d$block, d$region))
  statistic <- function(z, values) {
    fit <- lm(values ~ z + place, weights = d$m)
    se <- sqrt(vcovCL(fit, cluster = d$unit, type = "HC0", cadjust = TRUE)["z", "z"])
    list(value = coef(fit)[["z"]], se = se, t = coef(fit)[["z"]] / se)
  }
  orders <- t(as.matrix(expand.grid(rep(list(0:1), max(d$unit)))))
  object(together = tolower(together), region = number(d$region), block = number(d$block), period = number(2 * d$block + d$half),
    treated = truth(observed == 1), m = number(d$m), mean = number(v),
    as_json(inference(statistic, apply(orders, 2, arm), observed, v)))
}

powers <- function(n, sd, type, risk, power) object(n = n, sd = one(sd), type = paste0('"', type, '"'), risk = one(risk), power = one(power),
  effect = one(power.t.test(n = n, sd = sd, sig.level = risk, power = power, type = type, tol = 1e-13)$delta))

text <- object(
  student = list_of(c(student(2.1, 7.3, 1.5), student(0.4, 3, 0.2), student(3.3, 60, 2.8), student(12.7, 1, 9), student(1.97, 2000.5, 2.8))),
  ratios = list_of(c(ratio(c(5021, 4979), c(1, 1)), ratio(c(950, 9300), c(0.1, 0.9)), ratio(c(300, 340, 290), c(1, 1, 1)))),
  arms = list_of(c(arms(30, 40, 0.5), arms(12, 6, 1), arms(5, 5, 0))),
  differences = list_of(c(differences(8, 7), differences(12, 20))),
  randomised = list_of(c(randomised(4, 4), randomised(5, 3), randomised(2, 3))),
  switchbacks = list_of(c(switchbacks(6, TRUE), switchbacks(4, FALSE))),
  powers = list_of(c(powers(5, 2, "two.sample", 0.05, 0.8), powers(60, 1.3, "two.sample", 0.05, 0.9), powers(4000, 1, "two.sample", 0.01, 0.8),
    powers(8, 1.5, "one.sample", 0.05, 0.8), powers(56, 3, "one.sample", 0.05, 0.8))))
cat(text, "\n", sep = "", file = "tests/stats/golden/experiments.json")
