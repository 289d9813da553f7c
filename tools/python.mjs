// Python for what is tested beside the page: virtual environments with pinned packages, and Debian's packages for MPI. Each is given as
// a way to run it, or as a sentence that says why it is not there; under CI what is missing is an error.
import { execFile } from 'node:child_process';
import { access, mkdir, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** The virtual environments, each with its packages. */
const ENVIRONMENTS = {
  maturin: ['maturin==1.16.0'],
  notebook: ['nbconvert==7.17.2', 'ipykernel==7.4.0'],
  quspin: ['quspin==1.0.1'],
  wheel: ['maturin==1.16.0', 'numpy==2.4.6', 'pandas==3.1.1', 'distributed==2026.8.0', 'pytest==9.2.0'],
};

const execute = promisify(execFile);
const quiet = { maxBuffer: 1 << 26 };
const isThere = (file) =>
  access(file).then(
    () => true,
    () => false,
  );

/** What is missing: a sentence for a skipped test, an error under CI. */
function missing(sentence) {
  if (process.env.CI) throw new Error(sentence);
  return sentence;
}

/** The virtual environment of that name, made once for a machine: how its Python is run. */
export async function venv(name) {
  const packages = ENVIRONMENTS[name];
  const python = process.platform === 'win32' ? 'python' : 'python3';
  const folder = join(tmpdir(), `second-law-python-${process.getuid?.() ?? ''}`, name);
  const inside = join(folder, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
  const done = join(folder, `${packages.join('+').replaceAll(/[^\w.+=-]/g, '')}.done`);
  try {
    if (!(await isThere(done))) {
      await mkdir(folder, { recursive: true });
      await execute(python, ['-m', 'venv', '--clear', folder], quiet);
      await execute(inside, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...packages], quiet);
      await writeFile(done, '');
    }
  } catch (error) {
    return missing(`no Python with ${packages.join(', ')}: ${String(error.message).split('\n')[0]}`);
  }
  return { command: [inside], env: { OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' } };
}

const DEBIAN =
  'python3-slepc4py python3-slepc4py-real python3-petsc4py python3-petsc4py-real python3-mpi4py openmpi-bin libopenblas0-serial'.split(' ');

/** Fetches what the tests run in Python, one after the other. What is not to be had, the test that needs it says. */
export async function fetchPython() {
  for (const ready of [() => venv('wheel'), () => venv('notebook'), () => venv('quspin'), mpiPython]) await ready().catch(() => {});
}

/** The folder of a library's build with real numbers, as Debian lays it. */
async function realBuild(library) {
  const home = `/usr/lib/${library}dir`;
  for (const version of await readdir(home).catch(() => [])) {
    for (const build of await readdir(join(home, version)).catch(() => [])) {
      if (/^[a-z]+3\.\d+$/.test(version) && build.endsWith('-real')) return join(home, version, build);
    }
  }
  return null;
}

/** Debian's Python with petsc4py and slepc4py, and mpiexec: the command for a number of ranks and the environment. */
export async function mpiPython() {
  const found = async () => [await realBuild('petsc'), await realBuild('slepc'), await isThere('/usr/bin/mpiexec')];
  let there = await found();
  if (!there.every(Boolean) && process.env.CI && process.getuid?.() === 0) {
    await execute('apt-get', ['update'], quiet);
    await execute('apt-get', ['install', '-y', '--no-install-recommends', ...DEBIAN], quiet);
    there = await found();
  }
  const [petsc, slepc, mpiexec] = there;
  if (!petsc || !slepc || !mpiexec) return missing(`no mpiexec with petsc4py and slepc4py; on Debian: apt-get install ${DEBIAN.join(' ')}`);
  return {
    command: (ranks, file) => ['/usr/bin/mpiexec', '--oversubscribe', '--bind-to', 'none', '-n', String(ranks), '/usr/bin/python3', file],
    env: {
      PETSC_DIR: petsc,
      SLEPC_DIR: slepc,
      OMP_NUM_THREADS: '1',
      OMPI_ALLOW_RUN_AS_ROOT: '1',
      OMPI_ALLOW_RUN_AS_ROOT_CONFIRM: '1',
    },
  };
}
