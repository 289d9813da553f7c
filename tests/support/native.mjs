// The native program, as a reference for what the page computes.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { root } from '../../tools/project.mjs';

/** Runs a program in the project's folder; resolves with its exit code and both outputs as text. */
export function output(command, args, input = '') {
  return new Promise((resolve, reject) => {
    // In English, whatever language the tests are run in.
    const child = spawn(command, args, { cwd: root, env: { ...process.env, LC_ALL: 'C' } });
    const texts = { stdout: '', stderr: '' };
    for (const name of Object.keys(texts)) {
      child[name].setEncoding('utf8').on('data', (chunk) => (texts[name] += chunk));
    }
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, ...texts }));
    // A program that refuses its arguments may end before it has read its input.
    child.stdin.on('error', (error) => error.code === 'EPIPE' || reject(error));
    child.stdin.end(input);
  });
}

let built;

/**
 * The path of the native program, which is compiled first where it is not up to date. Asked for the example too, which needs what
 * tests need, Cargo takes the features that it takes for `cargo test`: its libraries are not compiled a second time with others.
 */
export function builtProgram() {
  built ??= output('cargo', ['build', '--quiet', '--locked', '--bin', 'second-law', '--examples']).then(({ code, stderr }) => {
    assert.equal(code, 0, stderr);
    return resolve(root, process.env.CARGO_TARGET_DIR ?? 'target', 'debug', 'second-law');
  });
  return built;
}

/** `second-law ARGS` with `input` on its standard input. */
export const secondLaw = async (args, input) => output(await builtProgram(), args, input);

/** A record out of a file, as the page has it: without what only files say of themselves. */
export function recordOf(json) {
  const { program, reference, doi, units, ...record } = JSON.parse(json);
  for (const said of [program, reference, doi, units?.energies]) assert.ok(said?.length > 0);
  return record;
}

/** The record of a scenario as the native program prints it. */
export async function nativeRecord(scenario) {
  const { code, stdout, stderr } = await secondLaw(['run', '-'], scenario);
  if (code !== 0) throw new Error(`second-law run '${scenario}': ${stderr}`);
  return recordOf(stdout);
}
