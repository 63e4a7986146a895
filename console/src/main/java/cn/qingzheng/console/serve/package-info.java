/** What runs as long as the program is up: the console's view of a home, and the nightly scan. */
package cn.qingzheng.console.serve;
