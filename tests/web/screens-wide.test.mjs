// Every screen at a desk.

import { everyScreen } from './support/screens.mjs';

everyScreen('wide', { viewport: { width: 1440, height: 900 }, deviceScaleFactor: 1 });
