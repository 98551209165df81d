import { mkdir } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Browser, chromium, type Page } from 'playwright-core';
import { launchOptions } from '../support/chromium.ts';
import { type RunningPlayground, runPlayground } from '../support/running-playground.ts';

// Every action of a card, done as a person does it.

/** Kept for people to look at; not committed. */
const SHOTS = 'test/browser/screenshots';
const WAIT = { timeout: 10_000 };
const REFUSED = [
  'npm notice Publishing to https://npm.example.com/ with tag latest and default access',
  'npm error code E403',
  'npm error 403 403 Forbidden - PUT https://npm.example.com/@acme%2fui - You do not have permission to publish "@acme/ui"',
].join('\n');
const STRANGE = [
  '@Faultline what is this?',
  '```',
  '$ ./run-belts --all',
  'error: warehouse: conveyor belt stopped at gate 7',
  '##[error]Process completed with exit code 1.',
  '```',
].join('\n');

let town: RunningPlayground;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  await mkdir(SHOTS, { recursive: true });
  town = await runPlayground();
  browser = await chromium.launch(launchOptions());
}, 60_000);

afterAll(async () => {
  await browser.close();
  await town.stop();
});

beforeEach(async () => {
  await page?.close();
  await town.control('reset', {});
  page = await browser.newPage({ viewport: { width: 1280, height: 1200 } });
  await page.goto(`${town.url}/?theme=light`);
  await page.getByTestId('composer').waitFor(WAIT);
});

async function paste(text: string): Promise<void> {
  await page.getByTestId('composer').fill(text);
  await page.getByTestId('send').click();
  await card().waitFor(WAIT);
}

function card() {
  return page.getByTestId('thread-reply').first();
}

async function press(label: string): Promise<void> {
  await card().getByRole('button', { name: label }).click(WAIT);
}

async function choose(label: string): Promise<void> {
  await card().getByLabel('More actions').selectOption({ label }, WAIT);
}

function modal() {
  return page.getByTestId('modal');
}

async function send(): Promise<void> {
  await modal().getByTestId('modal-submit').click(WAIT);
  await modal().waitFor({ ...WAIT, state: 'hidden' });
}

async function openThreadOf(channel: string): Promise<void> {
  await page.getByRole('button', { name: channel, exact: true }).click(WAIT);
}

describe('the actions of a card', () => {
  it('Full playbook opens a window', async () => {
    await paste(REFUSED);
    await press('Full playbook');
    await modal().getByText('Prevention').first().waitFor(WAIT);
    await page.screenshot({ path: `${SHOTS}/full-playbook.png` });
  }, 60_000);

  it('Why? says what was considered', async () => {
    await paste(REFUSED);
    await press('Why?');
    await modal().getByText('What spoke for it').waitFor(WAIT);
    await page.screenshot({ path: `${SHOTS}/why.png` });
  }, 60_000);

  it('I’m on it shows who', async () => {
    await paste(REFUSED);
    await press('I’m on it');
    await card().getByText('is on it').waitFor(WAIT);
    expect(await card().innerText()).toContain('@mara is on it');
  }, 60_000);

  it('Helped counts, and asks with one click which step did it', async () => {
    await paste(REFUSED);
    await press('Helped');
    const question = page.getByText('Which step did it?');
    await question.waitFor(WAIT);
    await page.screenshot({ path: `${SHOTS}/which-step.png` });
    await page.getByRole('button', { name: /^1\. / }).click(WAIT);
    await card().getByText('says this helped').waitFor(WAIT);
    expect(await card().innerText()).toMatch(/Helped 1 · @mara says this helped: /);
  }, 60_000);

  it('Wrong counts, asks what it was, and keeps the answer for an admin to download', async () => {
    await paste(REFUSED);
    await press('Wrong');
    await modal().getByText('Something else').click(WAIT);
    await modal().getByRole('textbox').fill('The proxy ate the header.');
    await page.screenshot({ path: `${SHOTS}/wrong.png` });
    await send();
    await page.getByText('Kept as a test case').waitFor(WAIT);
    expect(await card().innerText()).toContain('Wrong for 1');
    await home();
    await page.getByRole('button', { name: 'Download' }).click(WAIT);
    await page.getByRole('tab', { name: 'Messages' }).click(WAIT);
    await page.getByText('faultline-examples.yaml').first().waitFor(WAIT);
  }, 60_000);

  it('Ask for help asks three things and posts a tidy request with the card', async () => {
    await paste(REFUSED);
    await press('Ask for help');
    await modal().waitFor(WAIT);
    expect(await modal().getByRole('textbox').count()).toBe(3);
    expect(await modal().getByLabel('Symptoms').inputValue()).toContain('403 from npm.example.com');
    await modal().getByTestId('modal-submit').click(WAIT);
    await modal()
      .getByText('Choose above where to send it.')
      .or(modal().getByText('required'))
      .first()
      .waitFor(WAIT);
    await modal().getByLabel('Changes made immediately before').fill('A new token for the publish job.');
    await modal().getByLabel('Channel or person').selectOption({ label: '#release' });
    await page.screenshot({ path: `${SHOTS}/help-modal.png` });
    await send();
    await openThreadOf('release');
    const request = page.getByTestId('message').filter({ hasText: 'Help wanted' });
    await request.waitFor(WAIT);
    expect(await request.innerText()).toContain('A new token for the publish job.');
    expect(await request.innerText()).toContain('Do this');
    await page.screenshot({ path: `${SHOTS}/help-request.png` });
  }, 60_000);

  it('Share posts the card into another channel', async () => {
    await paste(REFUSED);
    await choose('Share to a channel…');
    await modal().getByLabel('Channel or person').selectOption({ label: '#general' });
    await modal().getByRole('textbox').fill('This blocks the release.');
    await send();
    await openThreadOf('general');
    const shared = page.getByTestId('message').filter({ hasText: 'Shared by' });
    await shared.waitFor(WAIT);
    expect(await shared.innerText()).toContain('This blocks the release.');
  }, 60_000);

  it('Run again reads the log anew and edits the card in place', async () => {
    await paste(REFUSED);
    await press('I’m on it');
    await card().getByText('is on it').waitFor(WAIT);
    await choose('Run again');
    await page.getByText('Read again: the answer is the same.').waitFor(WAIT);
    expect(await card().innerText()).toContain('is on it');
  }, 60_000);

  it('Mute silences a playbook in its channel until the Home tab unmutes it', async () => {
    await paste(REFUSED);
    await choose('Mute…');
    await send();
    await page.getByText('is muted in this channel').waitFor(WAIT);
    const again = await town.say('builds', REFUSED);
    expect(await town.answers('builds', again, 1, 1_000)).toEqual([]);
    await home();
    const row = page.getByText('1 playbook muted');
    await row.waitFor(WAIT);
    await page.getByRole('button', { name: 'Settings' }).first().click(WAIT);
    await modal().getByLabel('Muted playbooks').fill('');
    await page.screenshot({ path: `${SHOTS}/settings.png` });
    await send();
    await row.waitFor({ ...WAIT, state: 'hidden' });
    const answered = await town.say('builds', REFUSED);
    expect(await town.answers('builds', answered, 1)).toHaveLength(1);
  }, 60_000);

  it('Dismiss folds the card to a line, and shows it again', async () => {
    await paste(REFUSED);
    await choose('Dismiss or forget…');
    await send();
    await card().getByText('dismissed by').waitFor(WAIT);
    expect(await card().innerText()).not.toContain('Do this');
    await press('Show again');
    await card().getByText('Do this').waitFor(WAIT);
  }, 60_000);

  it('Forget takes everything of the log away', async () => {
    await paste(REFUSED);
    await choose('Dismiss or forget…');
    await modal().getByText('Forget this').click(WAIT);
    await send();
    await card().getByText('Nothing of the log is kept').waitFor(WAIT);
    expect(await card().innerText()).not.toContain('npm error');
  }, 60_000);

  it('Make a playbook from this puts a draft into the thread', async () => {
    await paste(STRANGE);
    expect(await card().innerText()).toContain('No playbook fits this failure.');
    await page.screenshot({ path: `${SHOTS}/unknown.png` });
    await press('Make a playbook from this');
    await page.getByText('A playbook drafted from this log').waitFor(WAIT);
    await page.getByText('.yaml').first().waitFor(WAIT);
  }, 60_000);

  it('a file dropped onto the composer is read, and answered in its thread', async () => {
    // A string: the page's own types are not ours.
    const data = await page.evaluateHandle(
      `const transfer = new DataTransfer();
       transfer.items.add(new File([${JSON.stringify(REFUSED)}], 'build.log', { type: 'text/plain' }));
       transfer;`,
    );
    await page.getByTestId('composer').dispatchEvent('drop', { dataTransfer: data });
    await page.getByText('build.log').first().waitFor(WAIT);
    await card().getByText('403 from npm.example.com: known, but not allowed').waitFor(WAIT);
    const words = await card().innerText();
    expect(words).toContain('Do this');
    expect(words).toMatch(/Line \d+ of build\.log/);
    await page.screenshot({ path: `${SHOTS}/dropped-file.png` });
  }, 60_000);

  async function home(): Promise<void> {
    await page
      .getByRole('button', { name: /Faultline/ })
      .first()
      .click(WAIT);
    await page.getByRole('tab', { name: 'Home' }).click(WAIT);
    await page.getByText('Your channels').waitFor(WAIT);
    await page.screenshot({ path: `${SHOTS}/home.png` });
  }
});
