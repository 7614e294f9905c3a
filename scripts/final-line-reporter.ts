import { writeSync } from 'node:fs';

import type { Reporter, TestCase, TestModule } from 'vitest/node';

/** Ends the run's output with `N passed, N failed`, the line our CI reads. */
export class FinalLineReporter implements Reporter {
  private passed = 0;
  private failed = 0;

  onInit(): void {
    process.once('exit', () => writeSync(1, `${this.passed} passed, ${this.failed} failed\n`));
  }

  onTestCaseResult(test: TestCase): void {
    const { state } = test.result();
    if (state === 'passed') this.passed += 1;
    if (state === 'failed') this.failed += 1;
  }

  /** A file or a hook that fails and an error outside every test have no test case, and are failures all the same. */
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const suites = modules.flatMap((module) => [module, ...module.children.allSuites()]);
    this.failed += suites.filter((suite) => suite.errors().length > 0).length + unhandledErrors.length;
  }
}
