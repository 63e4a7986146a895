package cn.qingzheng.console.sample;

/** Answers the visits to one path of one host. */
@FunctionalInterface
interface Route {
  Reply answer(Visit visit);
}
