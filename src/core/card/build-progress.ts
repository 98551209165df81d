import { assertNever } from '../assert-never.ts';
import type { FailedRequest, RequestStage } from '../failed-request/failed-request.ts';
import type { CardBlock, StageState } from './card.ts';

interface Step {
  readonly name: string;
  readonly state: StageState;
}

const CONNECTED = ['DNS', 'connect'];

/**
 * How far the request got, as a row that ends at the stage that stopped it; null when no stage is known.
 *
 * `entrance` is authentication (who are you?), `permission` authorization (known, but not allowed).
 */
export function buildProgress(request: FailedRequest | null): CardBlock | null {
  if (!request?.stage) return null;
  const passed = passedStages(request.stage, request.url);
  const stages: Step[] = passed.map((name) => ({ name, state: 'passed' }));
  return { kind: 'progress', stages: [...stages, { name: stageName(request.stage), state: 'failed' }] };
}

function passedStages(stage: RequestStage, url: string | null): readonly string[] {
  switch (stage) {
    case 'dns':
      return [];
    case 'connect':
      return ['DNS'];
    case 'tls':
    case 'proxy':
      return CONNECTED;
    case 'authorization':
      return [...reachedServer(url), 'entrance'];
    case 'authentication':
    case 'rate-limit':
    case 'not-found':
    case 'server':
      return reachedServer(url);
    default:
      return assertNever(stage);
  }
}

/** Plain HTTP and SSH have no TLS stage; without a URL we take HTTPS for granted, as services do. */
function reachedServer(url: string | null): readonly string[] {
  return url === null || url.startsWith('https:') ? [...CONNECTED, 'TLS'] : CONNECTED;
}

function stageName(stage: RequestStage): string {
  switch (stage) {
    case 'dns':
      return 'DNS';
    case 'tls':
      return 'TLS';
    case 'authentication':
      return 'entrance';
    case 'authorization':
      return 'permission';
    case 'rate-limit':
      return 'rate limit';
    case 'not-found':
      return 'resource';
    case 'connect':
    case 'proxy':
    case 'server':
      return stage;
    default:
      return assertNever(stage);
  }
}
