/**
 * Makes the README's pictures again from the running playground: `npm run build && npm run screenshots`.
 * Needs Chromium (CHROMIUM_PATH, else /usr/bin/chromium).
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { loadConfig } from '../dist/config.js';
import { startPlayground } from '../dist/playground/main.js';

const FOLDER = 'docs/images';
/** What npm itself printed when a server of ours refused a publish. */
const REFUSED = readFileSync('test/fixtures/clients/npm-publish-403.txt', 'utf8').trim();

mkdirSync(FOLDER, { recursive: true });
const town = await startPlayground(loadConfig({ PORT: '0', LOG_LEVEL: 'error' }));
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--no-first-run',
    '--disable-sync',
    '--disable-background-networking',
    '--disable-component-update',
  ],
});
try {
  await shoot('pasted-log-light', 'light', pasteLog);
  await shoot('pasted-log-dark', 'dark', pasteLog);
  await shoot('ci-alert-light', 'light', postAlert);
} finally {
  await browser.close();
  await town.stop();
}

async function shoot(name, theme, act) {
  await fetch(`${town.url}/control/reset`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  const page = await browser.newPage({ viewport: { width: 1360, height: 1000 }, deviceScaleFactor: 1.5 });
  await page.goto(`${town.url}/?theme=${theme}`);
  await act(page);
  await page.getByTestId('thread-reply').first().waitFor();
  await page.waitForTimeout(500); // pictures of a settled page
  await page.screenshot({ path: `${FOLDER}/${name}.png` });
  await page.close();
  process.stdout.write(`${FOLDER}/${name}.png\n`);
}

async function pasteLog(page) {
  await page.getByTestId('composer').fill(`\`\`\`\n${REFUSED}\n\`\`\``);
  await page.getByTestId('send').click();
}

async function postAlert(page) {
  await page.getByTestId('samples').click();
  await page.getByTestId('sample-alert').first().getByRole('button').click();
  await page.getByTestId('open-thread').last().click();
}
