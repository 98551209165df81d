import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import 'slack-blocks-to-jsx/dist/style.css';
import './styles/theme.css';
import './styles/layout.css';
import './styles/message.css';
import './styles/blocks.css';
import './styles/files.css';
import './styles/composer.css';
import './styles/overlays.css';
import './styles/narrow.css';
import { App } from './app.tsx';

const root = document.getElementById('root');
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
