import { createDelivery, type Deliver } from './delivery.ts';
import { createEvents, type Events } from './events.ts';
import { Files } from './files.ts';
import type { Settings } from './options.ts';
import { ResponseUrls } from './response-urls.ts';
import { Store } from './store.ts';
import { createTraffic, type Traffic } from './traffic.ts';
import { createTriggers, type Triggers } from './triggers.ts';
import { Views } from './views.ts';

/** The parts of the workspace behind its HTTP doors. */
export interface Emulator {
  readonly settings: Settings;
  readonly store: Store;
  readonly views: Views;
  readonly triggers: Triggers;
  readonly traffic: Traffic;
  readonly responseUrls: ResponseUrls;
  readonly events: Events;
  readonly files: Files;
  readonly deliver: Deliver;
  isConnected(): boolean;
  /** `http://127.0.0.1:PORT`, known once the server listens. */
  baseUrl(): string;
}

export interface Surroundings {
  eventsUrl(): string | null;
  baseUrl(): string;
  onChange(): void;
  readonly stopped: AbortSignal;
}

export function createEmulator(settings: Settings, around: Surroundings): Emulator {
  const traffic = createTraffic(around.onChange);
  const deliver = createDelivery({
    signingSecret: settings.signingSecret,
    ackTimeoutMs: settings.ackTimeoutMs,
    traffic,
    targetUrl: around.eventsUrl,
    stopped: around.stopped,
  });
  const events = createEvents(settings, deliver, around.stopped);
  const store = new Store(settings, { onChange: around.onChange, onEvent: events.send });
  return {
    settings,
    store,
    traffic,
    deliver,
    events,
    files: new Files(around.baseUrl),
    views: new Views(settings, around.onChange),
    triggers: createTriggers(settings.triggerLifeMs),
    responseUrls: new ResponseUrls(store, settings, around.baseUrl),
    isConnected: () => around.eventsUrl() !== null,
    baseUrl: around.baseUrl,
  };
}
