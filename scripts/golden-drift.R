# Rscript scripts/golden-drift.R: writes tests/stats/golden/drift.json, which the drift of main is held against.
# Needs R. The tests need no R: run this only when a case is added.
set.seed(20261127)

number <- function(x) paste0("[", paste(sprintf("%.12g", x), collapse = ","), "]")
one <- function(x) sprintf("%.12g", x)

k <- 0.5; h <- 8; clip <- 3; first <- 10; margin <- 1

# Page's sums in the plain form: the level is a weighted lm() on what was seen up to the last time that both sums were 0.
signal <- function(y, e, start) {
  rise <- 0; fall <- 0; known <- 0
  for (at in start:length(y)) {
    if (at - start < first) next
    if (rise == 0 && fall == 0) known <- at - 1
    seen <- start:known
    level <- lm(y[seen] ~ 1, weights = 1 / e[seen]^2)
    mean <- coef(level)[[1]]
    se <- sqrt(1 / sum(1 / e[seen]^2))
    up <- (y[at] - mean - margin * se) / e[at]
    down <- (mean - y[at] - margin * se) / e[at]
    rise <- max(0, rise + max(-clip, min(clip, up)) - k)
    fall <- max(0, fall + max(-clip, min(clip, down)) - k)
    if (rise >= h) return(list(direction = "rise", at = at))
    if (fall >= h) return(list(direction = "fall", at = at))
  }
  NULL
}

# The step or ramp that leaves the least weighted squares, by lm() at each place.
onset <- function(y, e, direction) {
  w <- 1 / e^2
  n <- length(y)
  none <- deviance(lm(y ~ 1, weights = w))
  best <- NULL
  for (form in c("step", "ramp")) for (at in 2:n) {
    x <- if (form == "step") as.numeric(seq_len(n) >= at) else pmax(0, seq_len(n) - at + 1)
    fit <- lm(y ~ x, weights = w)
    size <- coef(fit)[["x"]] * max(x)
    if ((size > 0) != (direction == "rise")) next
    gain <- none - deviance(fit)
    if (is.null(best) || gain > best$gain) best <- list(form = form, at = at, size = size, gain = gain)
  }
  best
}

case <- function(n, change) {
  e <- round(runif(n, 0.01, 0.03), 4)
  y <- round(change(seq_len(n)) + rnorm(n) * e, 5)
  s <- signal(y, e, 1)
  s_json <- if (is.null(s)) "null" else paste0('{"direction":"', s$direction, '","at":', s$at - 1, "}")
  direction <- if (is.null(s)) "rise" else s$direction
  o <- onset(y, e, direction)
  paste0('{"estimates":', number(y), ',"errors":', number(e), ',"signal":', s_json, ',"direction":"', direction,
    '","onset":{"form":"', o$form, '","at":', o$at - 1, ',"size":', one(o$size), ',"gain":', one(o$gain), "}}")
}

cases <- c(
  case(120, function(t) 0 * t),
  case(90, function(t) 0.04 * (t > 40)),
  case(140, function(t) 0.0015 * pmax(0, t - 50)),
  case(80, function(t) 0.3 - 0.05 * (t > 33)),
  case(60, function(t) 0.5 * (t == 30)),
  case(100, function(t) -0.002 * pmax(0, t - 30)))
cat(paste0("[\n", paste(cases, collapse = ",\n"), "\n]\n"), file = "tests/stats/golden/drift.json")
