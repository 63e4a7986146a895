/** The demonstration: the real scan over the bundled sample web, held against what is really planted there. */
package cn.qingzheng.console.demo;
