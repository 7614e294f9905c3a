/** The pages of a run; one module, loaded when one is written, because the app in it is a large text. */
export { renderCalibrationPage } from './calibration/calibration.ts';
export { renderPage } from './document.ts';
export { wholePage } from './whole-page.ts';
