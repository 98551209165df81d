/**
 * Makes the README's pictures again from the running playground: `npm run build && npm run screenshots`.
 * With a folder behind it (`npm run screenshots -- FOLDER`) it paints every card that a designer would ask for
 * instead, light, dark and on a phone. Needs Chromium (CHROMIUM_PATH, else /usr/bin/chromium).
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { loadConfig } from '../dist/config.js';
import { startPlayground } from '../dist/playground/main.js';

const FOLDER = process.argv[2] ?? 'docs/images';
const IS_GALLERY = process.argv[2] !== undefined;
/** What real clients printed when servers of ours refused them. */
const fixture = (name) => readFileSync(`test/fixtures/clients/${name}.txt`, 'utf8').trim();
const REFUSED = fixture('npm-publish-403');
const LOGS = {
  'diagnosed-403': REFUSED,
  'diagnosed-401': fixture('npm-install-401'),
  'compile-error': [
    '> tsc --noEmit',
    "src/cart/total.ts(41,18): error TS2345: Argument of type 'string | undefined' is not assignable to parameter of type 'string'.",
    "src/cart/total.ts(58,3): error TS2322: Type 'number' is not assignable to type 'Money'.",
    'Found 2 errors in the same file, starting at: src/cart/total.ts:41',
    '##[error]Process completed with exit code 2.',
  ].join('\n'),
  'failing-tests': [
    'FAIL test/cart.test.js',
    '  ● cart › adds the shipping costs',
    '',
    '    expect(received).toBe(expected) // Object.is equality',
    '',
    '    Expected: 1290',
    '    Received: 990',
    '',
    'Test Suites: 1 failed, 7 passed, 8 total',
    'Tests:       1 failed, 52 passed, 53 total',
    '##[error]Process completed with exit code 1.',
  ].join('\n'),
  unknown: [
    '$ ./run-belts --all',
    'belts: 14 of 15 started',
    'error: warehouse: conveyor belt stopped at gate 7',
    '##[error]Process completed with exit code 1.',
  ].join('\n'),
  'silent-failure': [
    '##[group]Run pytest -q test/unit',
    'pytest -q test/unit',
    'shell: /usr/bin/bash {0}',
    '##[endgroup]',
    '============ no tests ran in 0.01s ============',
    '##[group]Run npm run deploy',
    'npm run deploy',
    '##[endgroup]',
    'deployed to staging',
    'Cleaning up orphan processes',
  ].join('\n'),
};

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
  if (IS_GALLERY) await paintGallery();
  else await paintReadme();
} finally {
  await browser.close();
  await town.stop();
}

async function paintReadme() {
  const view = { width: 1360, height: 1200, scale: 1.5 };
  await shoot({ name: 'pasted-log-light', theme: 'light', ...view }, (page) => askAbout(page, REFUSED));
  await shoot({ name: 'pasted-log-dark', theme: 'dark', ...view }, (page) => askAbout(page, REFUSED));
  await shoot({ name: 'ci-alert-light', theme: 'light', ...view }, postAlert);
  await shoot({ name: 'home-light', theme: 'light', ...view }, openHome);
}

async function paintGallery() {
  const looks = [
    { look: 'light', theme: 'light', width: 1280, height: 1150, scale: 1 },
    { look: 'dark', theme: 'dark', width: 1280, height: 1150, scale: 1 },
    { look: 'narrow', theme: 'light', width: 390, height: 1150, scale: 1 },
  ];
  for (const { look, ...view } of looks) {
    for (const [name, log] of Object.entries(LOGS)) {
      await shoot({ name: `${name}-${look}`, ...view }, (page) => askAbout(page, log));
    }
    await shoot({ name: `help-modal-${look}`, ...view }, async (page) => {
      await askAbout(page, REFUSED);
      await page.getByTestId('thread-reply').first().getByRole('button', { name: 'Ask for help' }).click();
      await page.getByTestId('modal').waitFor();
    });
    await shoot({ name: `home-${look}`, ...view }, openHome);
  }
}

async function shoot({ name, theme, width, height, scale }, act) {
  await fetch(`${town.url}/control/reset`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  const page = await browser.newPage({ viewport: { width, height }, deviceScaleFactor: scale });
  await page.goto(`${town.url}/?theme=${theme}`);
  await act(page);
  await page.waitForTimeout(500); // pictures of a settled page
  await page.screenshot({ path: `${FOLDER}/${name}.png` });
  await page.close();
  process.stdout.write(`${FOLDER}/${name}.png\n`);
}

/** By name, so that an uncertain or green log is answered too. */
async function askAbout(page, log) {
  await page.getByTestId('composer').fill(`@Faultline\n\`\`\`\n${log}\n\`\`\``);
  await page.getByTestId('send').click();
  await page.getByTestId('thread-reply').first().waitFor();
}

async function postAlert(page) {
  await page.getByTestId('samples').click();
  await page.getByTestId('sample-alert').first().getByRole('button').click();
  await page.getByTestId('open-thread').last().click();
  await page.getByTestId('thread-reply').first().waitFor();
}

async function openHome(page) {
  for (const log of Object.values(LOGS).slice(0, 5)) {
    await askAbout(page, log);
    await page.getByRole('button', { name: 'Close thread' }).click();
  }
  const menu = page.getByRole('button', { name: 'Channels', exact: true });
  if (await menu.isVisible()) await menu.click();
  await page.getByRole('button', { name: 'Faultline', exact: false }).first().click();
  await page.getByRole('tab', { name: 'Home' }).click();
  await page.getByText('Your channels').waitFor();
}
