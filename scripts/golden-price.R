# Rscript scripts/golden-price.R: writes tests/stats/golden/price.json, which the price of a regression is held against.
# Needs R with sandwich: apt-get install r-base-core r-cran-sandwich
# The tests need no R: run this only when a case is added.
suppressMessages(library(sandwich))
set.seed(20261128)

numbers <- function(x) paste0("[", paste(sprintf("%.17g", x), collapse = ","), "]")
one <- function(x) sprintf("%.17g", x)
strings <- function(x) paste0('["', paste(x, collapse = '","'), '"]')
list_of <- function(x) paste0("[", paste(x, collapse = ","), "]")

# Visitors with one to `most` sessions, whose sessions have a part of their odds in common.
sessions <- function(visitors, most, common, base, slope) {
  visitor <- rep(seq_len(visitors), sample.int(most, visitors, replace = TRUE))
  n <- length(visitor)
  mobile <- rbinom(visitors, 1, 0.6)[visitor]
  country <- sample.int(3, visitors, replace = TRUE, prob = c(5, 3, 2))[visitor]
  lcp <- round(1800 * exp(0.4 * rnorm(n) + 0.3 * mobile + 0.2 * (country == 3)) / 250) * 250
  odds <- base - slope * lcp - 0.6 * mobile + 0.4 * (country == 2) - 0.5 * (country == 3) + common * rnorm(visitors)[visitor]
  data.frame(visitor, lcp, mobile, b = as.numeric(country == 2), c = as.numeric(country == 3), y = rbinom(n, 1, plogis(odds)))
}

# The sums of p(x + shift) and p(x) as functions of the coefficients: complex arguments give their derivatives to all digits
# (Squire & Trapp 1998, SIAM Review 40), with no formula of a derivative.
predicted <- function(x, beta) sum(1 / (1 + exp(-(x %*% beta))))
slopes <- function(f, beta) sapply(seq_along(beta), function(j) {
  ahead <- as.complex(beta)
  ahead[j] <- ahead[j] + complex(imaginary = 1e-30)
  Im(f(ahead)) / 1e-30
})

marginal <- function(x, beta, covariance, column, shift) {
  shifted <- x
  shifted[, column] <- shifted[, column] + shift
  difference <- function(b) (predicted(shifted, b) - predicted(x, b)) / nrow(x)
  logRatio <- function(b) log(predicted(shifted, b) / predicted(x, b))
  error <- function(f) { g <- slopes(f, beta); sqrt(as.numeric(t(g) %*% covariance %*% g)) }
  paste0('{"shift":', one(shift), ',"difference":', one(difference(beta)), ',"differenceSe":', one(error(difference)),
    ',"relative":', one(exp(logRatio(beta)) - 1), ',"logRatioSe":', one(error(logRatio)), "}")
}

design <- function(name, d, formula, shifts) {
  # From its own end once more: the weights that glm keeps are those of the iteration before its last.
  m <- glm(formula, binomial, d, start = coef(glm(formula, binomial, d, control = glm.control(epsilon = 1e-12))))
  x <- model.matrix(m)
  beta <- coef(m)
  bySession <- vcovCL(m, cluster = seq_len(nrow(d)), type = "HC0", cadjust = TRUE)
  byVisitor <- vcovCL(m, cluster = d$visitor, type = "HC0", cadjust = TRUE)
  lcp <- match("lcp", names(beta))
  cells <- aggregate(cbind(n = 1, y = d$y), as.data.frame(cbind(x, visitor = d$visitor)), sum)
  rows <- apply(cells[, seq_along(beta)], 1, numbers)
  effects <- function(v) list_of(sapply(shifts, function(shift) marginal(x, beta, v, lcp, shift)))
  errors <- function(v) numbers(sqrt(diag(v)))
  paste0('{"name":"', name, '","columns":', strings(names(beta)), ',"lcp":', lcp - 1,
    ',"cells":{"x":', list_of(rows), ',"n":', numbers(cells$n), ',"y":', numbers(cells$y), ',"cluster":', numbers(cells$visitor),
    '},\n"beta":', numbers(beta), ',"modelSe":', errors(vcov(m)), ',"logLikelihood":', one(as.numeric(logLik(m))),
    ',"sessionSe":', errors(bySession), ',"visitorSe":', errors(byVisitor),
    ',"visitorMeat":', list_of(apply(meatOf(m, d$visitor), 1, numbers)),
    ',\n"bySession":', effects(bySession), ',"byVisitor":', effects(byVisitor), "}")
}

# The sums that a warehouse gives, here by rowsum.
meatOf <- function(m, cluster) crossprod(rowsum(estfun(m), cluster))

designs <- c(
  design("visitors of one to four sessions", sessions(250, 4, 1, 0, 3e-4), y ~ lcp + mobile + b + c, c(100, -500, 1000)),
  design("visitors of one session", sessions(600, 1, 0, -0.5, 5e-4), y ~ lcp + mobile, c(100, 250)),
  design("rare conversions", sessions(900, 2, 0.5, -2, 4e-4), y ~ lcp + mobile + b + c, c(100, -100)),
  design("no constant", sessions(300, 3, 0.7, 1, 6e-4), y ~ 0 + lcp + factor(mobile) + c, 150),
  design("ten visitors of many sessions", sessions(10, 60, 0.8, 0.5, 4e-4), y ~ lcp + mobile, c(50, 2000)))
cat(paste0('{\n"designs":[\n', paste(designs, collapse = ",\n"), "\n]\n}\n"), file = "tests/stats/golden/price.json")
