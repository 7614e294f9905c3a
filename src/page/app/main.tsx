import { openFolds } from './frame/folds.tsx';
import { unpack } from './frame/unpack.ts';
import './sections/why.css';
import './style.css';

async function start(): Promise<void> {
  openFolds(await unpack(document));
}

void start();
