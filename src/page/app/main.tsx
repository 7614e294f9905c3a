import { openFolds } from './frame/folds.tsx';
import { unpack } from './frame/unpack.ts';
import './sections/why.css';
import './colors.css';
import './style.css';
import './narrow.css';
import './print.css';

async function start(): Promise<void> {
  openFolds(await unpack(document));
}

void start();
