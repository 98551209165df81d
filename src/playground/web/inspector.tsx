import { useEffect, useState } from 'react';
import type { Exchange } from '../workspace/model.ts';
import { readTraffic } from './client.ts';
import { Icon } from './icons.tsx';

interface InspectorProps {
  readonly version: number;
  readonly onClose: () => void;
}

/** The raw traffic between this workspace and the bot, newest first. */
export function Inspector({ version, onClose }: InspectorProps) {
  const [traffic, setTraffic] = useState<readonly Exchange[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version means new traffic
  useEffect(() => {
    readTraffic()
      .then((answer) => setTraffic(answer.traffic.toReversed()))
      .catch(() => undefined);
  }, [version]);
  return (
    <section className="inspector" data-testid="inspector" aria-label="Traffic inspector">
      <header className="pane-head">
        <h2>Traffic</h2>
        <p className="topic">
          {traffic.length === 0 ? 'nothing yet' : `${traffic.length} requests, newest first`}
        </p>
        <button type="button" className="icon-button" aria-label="Close inspector" onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      <div className="inspector-list">
        {traffic.map((one) => (
          <Row key={one.id} exchange={one} />
        ))}
      </div>
    </section>
  );
}

function Row({ exchange }: { readonly exchange: Exchange }) {
  const { direction, name, status, ms, at, request, response } = exchange;
  const isFine = status >= 200 && status < 300 && (response as { ok?: boolean } | null)?.ok !== false;
  return (
    <details className="exchange" data-direction={direction}>
      <summary>
        <span className="way" title={direction === 'to-bot' ? 'to the bot' : 'from the bot'}>
          {direction === 'to-bot' ? 'to bot' : 'from bot'}
        </span>
        <strong>{name}</strong>
        <span className={isFine ? 'status' : 'status bad'}>{status === 0 ? 'no answer' : status}</span>
        <span className="quiet">{ms} ms</span>
        <time className="quiet">{new Date(at).toLocaleTimeString('en-GB')}</time>
      </summary>
      <h4>Request</h4>
      <pre>{JSON.stringify(request, null, 2)}</pre>
      <h4>Response</h4>
      <pre>{JSON.stringify(response, null, 2)}</pre>
    </details>
  );
}
