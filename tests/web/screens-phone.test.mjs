// Every screen on a phone.

import { everyScreen } from './support/screens.mjs';

everyScreen('phone', { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true });
